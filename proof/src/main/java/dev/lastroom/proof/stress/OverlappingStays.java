package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Many clients book and cancel overlapping stays for a while. The scenario keeps its own account from the answers,
 * and compares it with the seller's record, night by night.
 */
final class OverlappingStays implements Scenario {

    private static final int CLIENTS = 50;
    private static final int REQUESTS_PER_CLIENT = 20;
    private static final int ROOM_TYPES = 3;
    private static final int ROOMS = 15;
    private static final int NIGHTS = 30;
    private static final int STAY_NIGHTS_MAX = 7;
    private static final int ROOMS_PER_BOOKING_MAX = 2;
    private static final int CANCELS_IN_100_REQUESTS = 20;

    @Override
    public String title() {
        return String.format(
                "%,d requests from %d clients for overlapping stays: the accounts agree",
                CLIENTS * REQUESTS_PER_CLIENT, CLIENTS);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        List<RoomTypeId> roomTypes = IntStream.range(0, ROOM_TYPES)
                .mapToObj(_ -> stage.openRoomType(NIGHTS, ROOMS))
                .toList();
        List<Client> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Client(stage, "client-" + i, roomTypes, new SplittableRandom(stage.seed() + i)))
                .toList();
        List<SellerAnswer> answers = stage.atOnce(CLIENTS, i -> clients.get(i).sendAll()).stream()
                .flatMap(List::stream)
                .toList();

        List<String> trouble = answers.stream()
                .filter(answer -> answer.kind() == Kind.TROUBLE || answer.kind() == Kind.KEY_CONFLICT)
                .map(SellerAnswer::detail)
                .distinct()
                .toList();
        stage.check("deadlocks, timeouts and other errors", List.of(), trouble);
        compareAccounts(stage, roomTypes, clients);
        stage.check("nights that differ from a recount of all bookings", 0, stage.driftedNights());
    }

    private static void compareAccounts(Stage stage, List<RoomTypeId> roomTypes, List<Client> clients) {
        Map<NightKey, Integer> account = new TreeMap<>();
        clients.stream().flatMap(client -> client.live.stream()).forEach(held -> held.addTo(account));
        List<Night> nights = roomTypes.stream()
                .flatMap(roomType -> stage.nights(roomType, stage.stay(0, NIGHTS)).stream())
                .toList();

        stage.check("nights on record", ROOM_TYPES * NIGHTS, nights.size());
        stage.check(
                "room nights held, by the answers and on record",
                account.values().stream().mapToInt(Integer::intValue).sum(),
                nights.stream().mapToInt(Night::booked).sum());
        stage.check(
                "nights on which answers and record differ",
                List.of(),
                nights.stream()
                        .filter(night -> night.booked() != account.getOrDefault(night.key(), 0))
                        .map(Night::key)
                        .toList());
        stage.check(
                "nights sold beyond " + ROOMS + " rooms",
                0L,
                account.values().stream().filter(rooms -> rooms > ROOMS).count());
    }

    private record Held(BookingId id, RoomTypeId roomType, Stay stay, int rooms) {

        void addTo(Map<NightKey, Integer> account) {
            stay.dates().forEach(date -> account.merge(new NightKey(roomType, date), rooms, Integer::sum));
        }
    }

    /** Sends one request after another, and remembers its bookings. For one thread. */
    private static final class Client {

        private final Stage stage;
        private final String name;
        private final List<RoomTypeId> roomTypes;
        private final RandomGenerator random;
        private final List<SellerAnswer> answers = new ArrayList<>();
        private final List<Held> live = new ArrayList<>();

        Client(Stage stage, String name, List<RoomTypeId> roomTypes, RandomGenerator random) {
            this.stage = stage;
            this.name = name;
            this.roomTypes = roomTypes;
            this.random = random;
        }

        List<SellerAnswer> sendAll() {
            for (int i = 0; i < REQUESTS_PER_CLIENT; i++) {
                if (!live.isEmpty() && random.nextInt(100) < CANCELS_IN_100_REQUESTS) {
                    cancel(live.get(random.nextInt(live.size())));
                } else {
                    book(i);
                }
            }
            return answers;
        }

        private void book(int request) {
            RoomTypeId roomType = roomTypes.get(random.nextInt(roomTypes.size()));
            int nights = 1 + random.nextInt(STAY_NIGHTS_MAX);
            Stay stay = stage.stay(random.nextInt(NIGHTS - nights + 1), nights);
            int rooms = 1 + random.nextInt(ROOMS_PER_BOOKING_MAX);
            SellerAnswer answer = stage.book(stage.request(name, roomType, stay, rooms, name + "-" + request));
            answers.add(answer);
            if (answer.kind() == Kind.BOOKED && answer.bookingId() != null) {
                live.add(new Held(answer.bookingId(), roomType, stay, rooms));
            }
        }

        private void cancel(Held held) {
            SellerAnswer answer = stage.cancel(held.id(), name);
            answers.add(answer);
            if (answer.kind() == Kind.CANCELLED) {
                live.remove(held);
            }
        }
    }
}

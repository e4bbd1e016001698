package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All rooms of a night are sold, and a line waits. Then all guests cancel at once, while others come to book. */
final class WaitlistHandOver implements Scenario {

    static final int ROOMS = 10;
    private static final int WAITING = 25;
    private static final int BUYERS = 20;

    @Override
    public String title() {
        return ROOMS + " rooms come free at once, " + WAITING + " guests wait, " + BUYERS
                + " buyers come: the first in line get the rooms, each once";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(1, ROOMS);
        List<SellerAnswer> guests = stage.atOnce(
                ROOMS, i -> stage.book(stage.request("guest-" + i, roomType, stage.stay(0, 1), 1, "guest-" + i)));
        stage.check("guests who had a room before", ROOMS, count(guests, Kind.BOOKED));
        List<SellerAnswer> line = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            line.add(stage.join(stage.request("waiting-" + i, roomType, stage.stay(0, 1), 1, "waiting-" + i)));
        }
        stage.check("guests who wait", WAITING, count(line, Kind.WAITS));

        List<SellerAnswer> answers = stage.atOnce(ROOMS + BUYERS, i -> {
            if (i >= ROOMS) {
                return stage.book(stage.request("buyer-" + i, roomType, stage.stay(0, 1), 1, "buyer-" + i));
            }
            SellerAnswer guest = guests.get(i);
            return guest.bookingId() == null ? guest : stage.cancel(guest.bookingId(), "guest-" + i);
        });
        stage.check("buyers who got a room", 0, count(answers.subList(ROOMS, answers.size()), Kind.BOOKED));
        List<Integer> offered = IntStream.range(0, WAITING)
                .filter(place -> isOffered(stage, line.get(place)))
                .boxed()
                .toList();
        stage.check(
                "places in line that are offered a room",
                IntStream.range(0, ROOMS).boxed().toList(),
                offered);
        List<SellerAnswer> accepted = stage.atOnce(offered.size(), i -> accept(stage, line, offered.get(i)));
        stage.check("offers that are accepted", ROOMS, count(accepted, Kind.CHANGED));
        stage.check("rooms recorded as sold", List.of(ROOMS), stage.booked(roomType, stage.stay(0, 1)));
        stage.check("nights that differ from a recount of all bookings", 0, stage.driftedNights());
    }

    private static boolean isOffered(Stage stage, SellerAnswer entry) {
        return entry.bookingId() != null && stage.isOffered(EntryId.of(entry.bookingId()));
    }

    private static SellerAnswer accept(Stage stage, List<SellerAnswer> line, int place) {
        SellerAnswer entry = line.get(place);
        return entry.bookingId() == null ? entry : stage.confirm(entry.bookingId(), "waiting-" + place);
    }

    private static long count(List<SellerAnswer> answers, Kind kind) {
        return answers.stream().filter(answer -> answer.kind() == kind).count();
    }
}

package dev.lastroom.bench.load;

import dev.lastroom.bench.contender.Contender;
import dev.lastroom.bench.contender.Contender.ContenderAnswer;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A contender's client: it asks for what the workload says, and checks the answer. For its own thread. */
final class Guest implements ClosedLoop.Client {

    private static final int STAY_NIGHTS = 2;
    private static final int REMEMBERED_MAX = 16;
    private static final double REPEATED_SHARE = 0.2;
    private static final double CANCELLED_SHARE = 0.2;
    private static final double LOOKED_SHARE = 0.2;

    private final BenchRound round;
    private final Contender contender;
    private final Zipf zipf;
    private final BenchHotel hotel;
    private final Account account;
    private final SplittableRandom random;
    private final UserId user;
    private final String name;
    private final List<Remembered> remembered = new ArrayList<>();
    private long asked;

    /** A booking that this client made, and the request that made it. */
    private record Remembered(Book book, int roomType, int day, ContenderAnswer.Booked booking) {}

    Guest(BenchRound round, Contender contender, Zipf zipf, int number) {
        this.round = round;
        this.contender = contender;
        this.zipf = zipf;
        this.hotel = round.database().hotel();
        this.account = round.account();
        this.random = new SplittableRandom(round.seed() * 31 + number);
        this.user = new UserId("guest-" + number);
        this.name = round.name() + "-" + number + "-";
    }

    @Override
    public void ask() {
        switch (round.workload()) {
            case EngineWorkload.HOT -> book(hotel.hot(), 0);
            case EngineWorkload.UNIFORM -> bookAnything();
            case EngineWorkload.ZIPF -> book(zipf.next(random), anyDay());
            case EngineWorkload.HERD -> beRefused();
            case EngineWorkload.RESEND -> {
                if (!remembered.isEmpty() && random.nextDouble() < REPEATED_SHARE) {
                    repeat();
                } else {
                    bookAnything();
                }
            }
            case EngineWorkload.MIXED -> {
                double choice = random.nextDouble();
                if (choice < LOOKED_SHARE) {
                    look();
                } else if (choice < LOOKED_SHARE + CANCELLED_SHARE && !remembered.isEmpty()) {
                    cancel();
                } else {
                    bookAnything();
                }
            }
            case ServiceWorkload other -> throw new IllegalArgumentException(other.label() + " is sent over HTTP");
        }
    }

    private void bookAnything() {
        book(anyRoomType(), anyDay());
    }

    private int anyRoomType() {
        return random.nextInt(hotel.ordinaryRoomTypes());
    }

    private int anyDay() {
        return random.nextInt(hotel.nights() - STAY_NIGHTS + 1);
    }

    private Book request(int roomType, int day) {
        return new Book(
                user,
                new RoomStay(hotel.roomType(roomType), hotel.stay(day, STAY_NIGHTS), 1),
                new IdempotencyKey(name + asked++));
    }

    private void book(int roomType, int day) {
        Book book = request(roomType, day);
        if (!(contender.book(book) instanceof ContenderAnswer.Booked booking) || booking.replayed()) {
            throw new ContenderFailedException("a new request did not make a new booking: " + book, null);
        }
        account.booked(roomType, day, STAY_NIGHTS);
        remember(new Remembered(book, roomType, day, booking));
    }

    private void remember(Remembered booking) {
        if (remembered.size() < REMEMBERED_MAX) {
            remembered.add(booking);
        } else {
            remembered.set(random.nextInt(REMEMBERED_MAX), booking);
        }
    }

    private void beRefused() {
        Book book = request(hotel.soldOut(), 0);
        if (!(contender.book(book) instanceof ContenderAnswer.Refused)) {
            throw new ContenderFailedException("more rooms were sold than there are: " + book, null);
        }
    }

    private void repeat() {
        Remembered earlier = remembered.get(random.nextInt(remembered.size()));
        if (!(contender.book(earlier.book()) instanceof ContenderAnswer.Booked again)
                || !again.replayed()
                || !again.bookingId().equals(earlier.booking().bookingId())) {
            throw new ContenderFailedException(
                    "a repeated request did not return its booking: " + earlier.book(), null);
        }
    }

    private void cancel() {
        Remembered earlier = remembered.remove(random.nextInt(remembered.size()));
        if (!(contender.cancel(earlier.booking()) instanceof ContenderAnswer.Cancelled)) {
            throw new ContenderFailedException("a booking was not cancelled: " + earlier.booking(), null);
        }
        account.cancelled(earlier.roomType(), earlier.day(), STAY_NIGHTS);
    }

    /** Reads are not part of the comparison: they are the same for all. */
    private void look() {
        List<Availability> offers = round.database()
                .reads()
                .availability(hotel.property(anyRoomType()), hotel.stay(anyDay(), STAY_NIGHTS), 1, Instant.now());
        if (offers.isEmpty()) {
            throw new ContenderFailedException("a property offers nothing", null);
        }
    }
}

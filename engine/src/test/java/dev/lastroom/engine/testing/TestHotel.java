package dev.lastroom.engine.testing;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Known;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The hotel of the tests: one property, one room type, and guests who ask for it. */
public final class TestHotel {

    public static final Currency EUR = Currency.getInstance("EUR");
    public static final PropertyId SEASIDE = new PropertyId("seaside");
    public static final RoomTypeId DELUXE = new RoomTypeId("deluxe");
    public static final UserId ALICE = new UserId("alice");

    public static final Property PROPERTY = new Property(SEASIDE, "Seaside", ZoneId.of("Europe/Rome"), EUR);
    public static final RoomType ROOM_TYPE = new RoomType(DELUXE, SEASIDE, "Deluxe", "", 10, 9_000);

    /** Now, in the tests: noon at the hotel. */
    public static final Instant NOW = Instant.parse("2027-01-10T11:00:00Z");

    public static final LocalDate TODAY = LocalDate.of(2027, 1, 10);

    /** Three nights from today. */
    public static final Stay STAY = Stay.of(TODAY, 3);

    private static final AtomicLong RANDOM = new AtomicLong();

    private TestHotel() {}

    /** A night of the room type at 100.00 EUR. */
    public static Night night(LocalDate date, int total, int booked) {
        return new Night(DELUXE, date, total, booked, 10_000);
    }

    /** The rows of the property, its room type and {@code nights} open nights from today, all free. */
    public static WorkingSet rows(int nights, int total) {
        WorkingSet rows = new WorkingSet(NOW);
        rows.properties().load(SEASIDE, PROPERTY);
        rows.roomTypes().load(DELUXE, ROOM_TYPE);
        for (LocalDate date : TODAY.datesUntil(TODAY.plusDays(nights)).toList()) {
            rows.nights().load(new NightKey(DELUXE, date), night(date, total, 0));
        }
        return rows;
    }

    /**
     * Marks {@code rows} as holding all that these requests need, like a store that has read it: missing rows are
     * absent.
     */
    public static WorkingSet asks(WorkingSet rows, List<? extends Request<?>> requests) {
        Footprint footprint = Footprint.of(List.copyOf(requests));
        Known.Builder known = new Known.Builder();
        rows.bookings().now().stream()
                .filter(booking -> booking.isHold()
                        || footprint.bookings().contains(booking.id())
                        || (booking.groupId() != null && footprint.groups().contains(booking.groupId())))
                .forEach(known::add);
        rows.allotments().now().stream()
                .filter(allotment -> footprint.wholeAllotments().contains(allotment.id()))
                .forEach(known::add);
        rows.entries().now().forEach(known::add);
        rows.asks(new Needs(footprint, known.build()));
        return rows;
    }

    /** Alice books {@link #STAY}, without a key. */
    public static Book book(int rooms) {
        return new Book(ALICE, new RoomStay(DELUXE, STAY, rooms), null);
    }

    public static Cancel cancel(BookingId id) {
        return new Cancel(id, ALICE);
    }

    public static NewId newId() {
        return NewId.of(NOW, DELUXE, RANDOM.incrementAndGet());
    }

    /** A request received {@link #NOW}. */
    public static <R> Request<R> request(Command<R> command) {
        return request(command, NOW);
    }

    public static <R> Request<R> request(Command<R> command, Instant at) {
        return new Request<>(command, new Caller("api", "request-1", "192.0.2.1", "curl/8"), at, newId());
    }
}

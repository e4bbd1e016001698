import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.AllotmentChanged;
import dev.lastroom.engine.booking.Outcome.AllotmentCreated;
import dev.lastroom.engine.booking.Outcome.Booked;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.Changed;
import dev.lastroom.engine.booking.Outcome.Failed;
import dev.lastroom.engine.booking.Outcome.GroupBooked;
import dev.lastroom.engine.booking.Outcome.GroupCancelled;
import dev.lastroom.engine.booking.Outcome.GroupChanged;
import dev.lastroom.engine.booking.Outcome.HoldsExpired;
import dev.lastroom.engine.booking.Outcome.NightsOpened;
import dev.lastroom.engine.booking.Outcome.PropertySaved;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Outcome.RoomTypeSaved;
import dev.lastroom.engine.booking.Outcome.Waitlisted;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The engine as a library: set up a hotel, sell its last room once, cancel, sell it again. Run it with
 * {@code java -cp 'server/target/lib/*' examples/EmbeddedBooking.java} after {@code mvn package}.
 */
public final class EmbeddedBooking {

    public static void main(String[] args) throws Exception {
        Path file = Files.createTempDirectory("lastroom").resolve("hotel.db");
        LocalDate arrival = LocalDate.now().plusDays(30);

        try (BookingEngine engine = new BookingEngine(SqliteStore.open(SqliteSettings.of(file)))) {
            // One suite, at 180.00 euros a night, for the next year.
            engine.submit(SaveProperty.of("harbour", "Harbour Hotel", "Europe/Lisbon", "EUR"));
            engine.submit(SaveRoomType.of("suite", "harbour", "Suite", 1, 180_00));
            engine.submit(new OpenNights(
                    new RoomTypeId("suite"), LocalDate.now(), LocalDate.now().plusDays(365), null, null));

            Book ann = Book.of("ann", "suite", Stay.of(arrival, 2), 1).withKey("order-1");
            Book bob = Book.of("bob", "suite", Stay.of(arrival.plusDays(1), 1), 1).withKey("order-2");

            System.out.println(tell(engine.submit(ann)));
            System.out.println(tell(engine.submit(ann))); // Ann clicks twice.
            System.out.println(tell(engine.submit(bob))); // Bob is too late.

            if (engine.submit(ann) instanceof Booked(Booking booking, boolean _)) {
                System.out.println(tell(engine.submit(new Cancel(booking.id(), booking.userId()))));
            }
            System.out.println(tell(engine.submit(bob.withKey("order-3")))); // Bob tries again.
            System.out.println("consistent: " + engine.read().integrity().consistent());
        }
    }

    /** No {@code default}: when there is one more outcome, the compiler says where it must be thought of. */
    private static String tell(Outcome outcome) {
        return switch (outcome) {
            case Booked(Booking booking, boolean replayed) ->
                (replayed ? "already booked: " : "booked: ") + booking.userId() + ", " + booking.stay() + ", "
                        + booking.totalPrice();
            case Cancelled(Booking booking, boolean _) -> "cancelled: " + booking.userId() + ", " + booking.stay();
            case Refused(var reason, boolean _) -> "refused: " + reason.message();
            case Failed(var failure, String message, var _) ->
                "failed: " + message + (failure.retryable() ? " (send it again with the same key)" : "");
            case Changed(Booking booking, boolean _) -> booking.status() + ": " + booking.userId() + ", " + booking.stay();
            case GroupBooked(var group, boolean _) -> "booked " + group.bookings().size() + " at once: " + group.id();
            case GroupCancelled(var group, boolean _) -> "cancelled: " + group.id();
            case GroupChanged(var group, boolean _) -> "changed: " + group.id();
            case Waitlisted(var entry, boolean _, boolean _) -> entry.status() + ": " + entry.userId() + ", " + entry.stay();
            case PropertySaved _, RoomTypeSaved _, NightsOpened _, AllotmentCreated _, AllotmentChanged _, HoldsExpired _ ->
                "set up";
        };
    }
}

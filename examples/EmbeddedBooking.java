import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
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
            engine.submit(SaveProperty.of("harbour", "Harbour Hotel", "Europe/Lisbon", "EUR")).orElseThrow();
            engine.submit(SaveRoomType.of("suite", "harbour", "Suite", 1, 180_00)).orElseThrow();
            engine.submit(new OpenNights(
                    new RoomTypeId("suite"), LocalDate.now(), LocalDate.now().plusDays(365), null, null)).orElseThrow();

            Book ann = Book.of("ann", "suite", Stay.of(arrival, 2), 1).withKey("order-1");
            Book bob = Book.of("bob", "suite", Stay.of(arrival.plusDays(1), 1), 1).withKey("order-2");

            System.out.println(tell("booked", engine.submit(ann)));
            System.out.println(tell("booked", engine.submit(ann))); // Ann clicks twice.
            System.out.println(tell("booked", engine.submit(bob))); // Bob is too late.

            Booking booking = engine.submit(ann).orElseThrow();
            System.out.println(tell("cancelled", engine.submit(new Cancel(booking.id(), booking.userId()))));
            System.out.println(tell("booked", engine.submit(bob.withKey("order-3")))); // Bob tries again.
            System.out.println("consistent: " + engine.read().integrity().consistent());
        }
    }

    /** No {@code default} and no cast: the command's type decides the type of its value; there are three outcomes. */
    private static String tell(String done, Outcome<Booking> outcome) {
        return switch (outcome) {
            case Done(Booking booking, boolean replayed) ->
                (replayed ? "already " : "") + done + ": " + booking.userId() + ", " + booking.stay() + ", "
                        + booking.rate().total();
            case Refused(Refusal why, boolean _) -> "refused: " + why.message();
            case Failed(Failure why, String message, var _) ->
                "failed: " + message + (why.isTransient() ? " (send it again with the same key)" : "");
        };
    }
}

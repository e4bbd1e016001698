package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.Hotel.DELUXE;
import static dev.lastroom.store.testkit.Hotel.PRICE;
import static dev.lastroom.store.testkit.Hotel.TODAY;
import static dev.lastroom.store.testkit.Hotel.book;
import static dev.lastroom.store.testkit.Hotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Outcome.Booked;
import dev.lastroom.engine.booking.Outcome.Cancelled;
import dev.lastroom.engine.booking.Outcome.Refused;
import dev.lastroom.engine.booking.Refusal.InsufficientInventory;
import dev.lastroom.store.testkit.Hotel;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an optimistic server remembers is wrong, since another server has changed it: the database must say so. */
class OptimisticMemoryTest {

    private static final int ROOMS = 5;

    private final PostgresDatabase database = new PostgresDatabase(true);
    private final BookingEngine server = Hotel.engine(database.open());
    private final BookingEngine other = Hotel.engine(database.open());

    @BeforeEach
    void remember() {
        Hotel.open(server, ROOMS, 10);
        // The first reads the nights, so that from now on they are remembered.
        booking(server.submit(book("first", 0, 2, 1)));
    }

    @AfterEach
    void close() {
        server.close();
        other.close();
        database.close();
    }

    @Test
    void roomsThatAnotherServerSoldAreNotSoldAgain() {
        booking(other.submit(book("bob", 0, 2, ROOMS - 1)));
        assertThat(server.submit(book("ann", 0, 2, 1)))
                .isEqualTo(new Refused(new InsufficientInventory(DELUXE, 1, 0, TODAY), false));
        assertThat(server.read().integrity().consistent()).isTrue();
    }

    /** The guard is the table's CHECK: without it, a server that relies on its memory does oversell. */
    @Test
    void withoutTheCheckTheyAreSoldAgain() throws SQLException {
        database.execute("ALTER TABLE night DROP CONSTRAINT night_not_oversold");
        booking(other.submit(book("bob", 0, 2, ROOMS - 1)));
        assertThat(server.submit(book("ann", 0, 2, 1))).isInstanceOf(Booked.class);
    }

    @Test
    void nobodyIsRefusedOutOfMemory() {
        Booking all = booking(server.submit(book("bob", 0, 2, ROOMS - 1)));
        assertThat(other.submit(new Cancel(all.id(), null))).isInstanceOf(Cancelled.class);
        assertThat(server.submit(book("ann", 0, 2, ROOMS - 1))).isInstanceOf(Booked.class);
    }

    @Test
    void aPriceThatAnotherServerChangedCounts() {
        other.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), null, 2 * PRICE));
        assertThat(booking(server.submit(book("ann", 0, 2, 1))).totalPrice().minor())
                .isEqualTo(3 * PRICE);
    }

    @Test
    void aNightThatAnotherServerMadeSmallerIsNotOversold() {
        other.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), 2, null));
        assertThat(server.submit(book("ann", 0, 2, 2))).isInstanceOf(Refused.class);
        assertThat(server.submit(book("bob", 0, 2, 1))).isInstanceOf(Booked.class);
    }

    @Test
    void aKeyThatAnotherServerTookIsReplayed() {
        Booking made = booking(other.submit(book("ann", 0, 2, 1).withKey("k")));
        // The first finds out when it claims the key; the second looks it up.
        for (int i = 0; i < 2; i++) {
            Outcome again = server.submit(book("ann", 0, 2, 1).withKey("k"));
            assertThat(again).isEqualTo(new Booked(made, true));
        }
        assertThat(server.read().integrity().bookingsChecked()).isEqualTo(2);
    }

    @Test
    void aCancelOfWhatAnotherServerSoldGivesItsRoomsBack() {
        Booking foreign = booking(other.submit(book("ann", 0, 2, 3)));
        assertThat(server.submit(new Cancel(foreign.id(), null))).isInstanceOf(Cancelled.class);
        assertThat(server.read().nights(DELUXE, TODAY, TODAY.plusDays(2))).allMatch(night -> night.booked() == 1);
        assertThat(server.read().integrity().consistent()).isTrue();
    }
}

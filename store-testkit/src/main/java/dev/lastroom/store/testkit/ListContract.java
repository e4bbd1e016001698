package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A page of a list costs the same, however few of the rows it looks for there are. */
public abstract class ListContract {

    private static final int ROWS_OF_A_PAGE = 10_000;

    /** No index finds the one cancelled booking, which is the last of its owner in the order of the list. */
    @Test
    void aPageExaminesALimitedNumberOfRowsAndTheNextGoesOnThere(TestDatabase database) throws SQLException {
        BookingFilter filter = new BookingFilter("many", null, null, BookingStatus.CANCELLED, null, null);
        try (Store store = database.open()) {
            database.execute(
                    database.bookings(ROWS_OF_A_PAGE + 1),
                    "UPDATE booking SET status = 'CANCELLED' WHERE id = (SELECT id FROM booking ORDER BY id LIMIT 1)");

            Page<Booking> first = store.reads().bookings(filter, new PageRequest(10, null));
            assertThat(first.items()).isEmpty();
            assertThat(first.next()).isNotNull();
            Page<Booking> second = store.reads().bookings(filter, new PageRequest(10, first.next()));
            assertThat(second.items()).hasSize(1);
            assertThat(second.next()).isNull();
        }
    }
}

package dev.lastroom.server.bulk;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Writes what a store has, by plain reads and a page at a time: what changes meanwhile may be in it as it was before or
 * as it is after, but nothing is in it twice. One export at a time.
 */
public final class Exporter {

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final Reads reads;
    private final LongAdder rows = new LongAdder();

    public Exporter(Reads reads) {
        this.reads = reads;
    }

    /** How many rows are written. */
    public long rows() {
        return rows.sum();
    }

    /** Writes every night of every room type, by room type and date. */
    public void inventory(Writer out, Format format) throws IOException {
        RowWriter writer = new RowWriter(out, format, InventoryRows.COLUMNS);
        each(page -> reads.roomTypes(null, page), (RoomType roomType) -> {
            for (Night night : reads.nights(roomType.id(), FIRST, LAST)) {
                writer.write(InventoryRows.write(night));
                rows.increment();
            }
        });
    }

    /** Writes every booking as it is at {@code now}, the newest first. */
    public void bookings(Writer out, Format format, Instant now) throws IOException {
        RowWriter writer = new RowWriter(out, format, BookingRows.COLUMNS);
        each(page -> reads.bookings(BookingFilter.ALL, page), (Booking booking) -> {
            writer.write(BookingRows.write(booking.asOf(now)));
            rows.increment();
        });
    }

    @FunctionalInterface
    private interface Taker<T> {
        void take(T item) throws IOException;
    }

    private static <T> void each(Function<Page.Request, Page<T>> read, Taker<T> taker) throws IOException {
        String after = null;
        do {
            Page<T> page = read.apply(new Page.Request(Page.LIMIT_MAX, after));
            for (T item : page.items()) {
                taker.take(item);
            }
            after = page.next();
        } while (after != null);
    }
}

package dev.lastroom.server.bulk;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Writes the contents of a store by plain reads, one page at a time. The file may show what changes meanwhile before or
 * after its change, but nothing twice. One export at a time.
 */
public final class Exporter {

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final Reads reads;
    private final LongAdder rows = new LongAdder();

    public Exporter(Reads reads) {
        this.reads = reads;
    }

    /** Returns the number of rows written. */
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

    /** Writes every booking as of {@code now}, newest first. */
    public void bookings(Writer out, Format format, Instant now) throws IOException {
        RowWriter writer = new RowWriter(out, format, BookingRows.COLUMNS);
        Set<ScopedKey> taken = new HashSet<>();
        each(page -> reads.bookings(BookingFilter.ALL, page), (Booking stored) -> {
            Booking booking = stored.asOf(now);
            writer.write(BookingRows.write(booking, key(booking, taken)));
            rows.increment();
        });
    }

    /**
     * Returns a key that is unique in the file. An import would take a second booking under the same key for the first.
     * But the key of a group stands for all its bookings, and a key that was forgotten or derived long ago may have
     * been used again. Such a booking gets its id as its key.
     */
    private static IdempotencyKey key(Booking booking, Set<ScopedKey> taken) {
        boolean isItsOwn = booking.groupId() == null
                && (!booking.isLive()
                        || taken.add(
                                ScopedKey.of(booking.owner(), booking.origin().key())));
        return isItsOwn
                ? booking.origin().key()
                : new IdempotencyKey(booking.id().toString());
    }

    @FunctionalInterface
    private interface Taker<T> {
        void take(T item) throws IOException;
    }

    private static <T> void each(Function<PageRequest, Page<T>> read, Taker<T> taker) throws IOException {
        String after = null;
        do {
            Page<T> page = read.apply(new PageRequest(Page.LIMIT_MAX, after));
            for (T item : page.items()) {
                taker.take(item);
            }
            after = page.next();
        } while (after != null);
    }
}

package dev.lastroom.engine;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;

/** Where booking ids come from. Implementations are thread-safe. */
public interface IdSource {

    /** A new id for a booking of {@code roomType} made at {@code at}. */
    BookingId next(Instant at, RoomTypeId roomType);

    /** Ids that nobody can guess. */
    static IdSource secure() {
        return new SecureIds();
    }

    /** Ids that are the same in every run with the same seed and the same order of requests. */
    static IdSource seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (at, roomType) -> {
            synchronized (random) {
                return BookingId.of(at, roomType, random.nextLong());
            }
        };
    }

    /** Asks the operating system for random bits for many ids at once: asking costs more than making an id. */
    final class SecureIds implements IdSource {

        private static final int IDS_AT_ONCE = 128;

        private final SecureRandom random = new SecureRandom();
        private final ByteBuffer bits =
                ByteBuffer.allocate(IDS_AT_ONCE * Long.BYTES).flip();

        private SecureIds() {}

        @Override
        public BookingId next(Instant at, RoomTypeId roomType) {
            return BookingId.of(at, roomType, nextLong());
        }

        private synchronized long nextLong() {
            if (!bits.hasRemaining()) {
                random.nextBytes(bits.array());
                bits.clear();
            }
            return bits.getLong();
        }
    }
}

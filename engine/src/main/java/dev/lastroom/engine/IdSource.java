package dev.lastroom.engine;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.RoomTypeId;
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
}

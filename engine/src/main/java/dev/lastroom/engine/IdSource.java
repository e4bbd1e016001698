package dev.lastroom.engine;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.SplittableRandom;

/** A source of ids. Implementations are thread-safe. */
public interface IdSource {

    /** A new id for something of {@code roomType} made at {@code at}. */
    NewId next(Instant at, RoomTypeId roomType);

    /** Ids that nobody can guess. */
    static IdSource secure() {
        return new SecureIds();
    }

    /** Ids that are the same in every run with the same seed and order of requests. */
    static IdSource seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (at, roomType) -> {
            synchronized (random) {
                return NewId.of(at, roomType, random.nextLong());
            }
        };
    }
}

package dev.lastroom.engine;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Ids that nobody can guess. It fetches random bits for many ids at once: fetching costs more than making an id.
 * Thread-safe.
 */
final class SecureIds implements IdSource {

    private static final int IDS_AT_ONCE = 128;

    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer bits =
            ByteBuffer.allocate(IDS_AT_ONCE * Long.BYTES).flip();

    SecureIds() {}

    @Override
    public NewId next(Instant at, RoomTypeId roomType) {
        return NewId.of(at, roomType, nextLong());
    }

    private synchronized long nextLong() {
        if (!bits.hasRemaining()) {
            random.nextBytes(bits.array());
            bits.clear();
        }
        return bits.getLong();
    }
}

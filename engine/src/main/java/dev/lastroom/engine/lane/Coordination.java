package dev.lastroom.engine.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives leases of hot room types, so that servers that share a database do not meet on row locks. It matters for speed
 * alone: row locks keep the promises, whatever an implementation does. Thread-safe.
 */
public interface Coordination extends AutoCloseable {

    /** How long a lane waits for a lease before it goes on without one. */
    Duration PATIENCE = Duration.ofMillis(250);

    /** Of a server that is alone. Grants nothing. */
    Coordination NONE = new Coordination() {
        @Override
        public @Nullable Lease await(int roomType) {
            return null;
        }

        @Override
        public void close() {}
    };

    /** The right to apply the batches of a room type, which one server at a time has. */
    interface Lease extends AutoCloseable {

        /** Whether another server had it when it was asked for. */
        boolean waited();

        /** Passes it on. Never throws. */
        @Override
        void close();
    }

    /**
     * Waits for the lease of a room type, for about {@link #PATIENCE} at most. Never throws.
     *
     * @param roomType 16 bits of a hash of its id. Room types with the same hash share a lease
     * @return null if it cannot be had in time: the lane then goes on without it
     */
    @Nullable
    Lease await(int roomType);

    /** Gives up what it holds. */
    @Override
    void close();
}

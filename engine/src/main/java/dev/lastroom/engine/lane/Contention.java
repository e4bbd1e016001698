package dev.lastroom.engine.lane;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.lane.Coordination.Lease;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lane's leases. It notices that the lane's batches meet others on the nights of one room type, and takes the room
 * type's lease for each batch from then on. Once a batch waits for a row lock, it cannot grow any more. A lane that waits for a lease has not taken
 * its batch yet, so that it takes all that arrive meanwhile: the servers need fewer transactions for the same commands.
 *
 * <p>For one thread at a time, except for {@link #isCoordinated}.
 */
final class Contention {

    /** Of a lane whose server is alone. */
    static final Contention NONE = new Contention(Coordination.NONE, EngineListener.NONE, System::nanoTime);

    /** Smaller batches do not gain enough to pay for a lease. */
    static final int HOT_COMMANDS = 8;

    /** So many batches more must have waited than not; and so many more be for other room types, to end it. */
    static final int SEEN = 8;

    /** A batch has waited if it took this part of its time to get its locks. */
    private static final int WAITED_PART = 4;

    /** How long leases are taken after the last one for which another server was waiting. */
    static final Duration KEPT = Duration.ofSeconds(5);

    private static final int NOT_HOT = -1;

    private final Coordination coordination;
    private final EngineListener listener;
    private final LongSupplier nanoTime;
    private int hot = NOT_HOT;
    private int seen;
    private long metAt;
    private volatile boolean coordinated;
    private volatile @Nullable Lease lease;

    Contention(Coordination coordination, EngineListener listener, LongSupplier nanoTime) {
        this.coordination = coordination;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Whether leases are taken: one transaction at a time is applied then, on whichever server. */
    boolean isCoordinated() {
        return coordinated;
    }

    /** Waits for the lease, if leases are taken. */
    void awaitLease() {
        if (!coordinated) {
            return;
        }
        long start = nanoTime.getAsLong();
        if (start - metAt > KEPT.toNanos()) {
            forget();
            return;
        }
        Lease granted = coordination.await(hot);
        listener.leaseAwaited(granted != null, Duration.ofNanos(nanoTime.getAsLong() - start));
        if (granted != null && granted.waited()) {
            metAt = nanoTime.getAsLong();
        }
        lease = granted;
    }

    /** Passes on the lease, if there is one. */
    void passOn() {
        Lease held = lease;
        if (held != null) {
            lease = null;
            held.close();
        }
    }

    /**
     * Passes on the lease, and notes how a batch fared.
     *
     * @param lockWait how long it took to get its locks
     * @param total how long it took as a whole
     */
    void applied(List<Request<?>> batch, Duration lockWait, Duration total) {
        if (coordination == Coordination.NONE) {
            return;
        }
        passOn();
        int roomType = hotOf(batch);
        if (coordinated) {
            seen = Math.min(SEEN, seen + (roomType == hot ? 1 : -1));
            if (seen == 0) {
                forget();
            }
            return;
        }
        if (roomType != hot) {
            hot = roomType;
            seen = 0;
        }
        boolean waited = hot != NOT_HOT && lockWait.multipliedBy(WAITED_PART).compareTo(total) >= 0;
        seen = Math.max(0, seen + (waited ? 1 : -1));
        if (seen >= SEEN) {
            metAt = nanoTime.getAsLong();
            coordinated = true;
        }
    }

    private void forget() {
        coordinated = false;
        seen = 0;
    }

    /** The room type for which most of the commands are, by Boyer and Moore's majority vote. */
    private static int hotOf(List<Request<?>> batch) {
        if (batch.size() < HOT_COMMANDS) {
            return NOT_HOT;
        }
        int candidate = NOT_HOT;
        int votes = 0;
        for (Request<?> request : batch) {
            int roomType = Lanes.hint(request.command());
            if (votes == 0) {
                candidate = roomType;
            }
            votes += roomType == candidate ? 1 : -1;
        }
        int winner = candidate;
        long count = batch.stream()
                .filter(request -> Lanes.hint(request.command()) == winner)
                .count();
        return 2 * count > batch.size() ? winner : NOT_HOT;
    }
}

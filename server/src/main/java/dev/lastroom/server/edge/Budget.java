package dev.lastroom.server.edge;

import dev.lastroom.engine.command.Caller;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A memory budget that all requests share. A request that needs more waits briefly, and is then refused. One owner has
 * at most half, so that no owner keeps all others waiting. Memory is estimated generously before it is used, and
 * corrected once its size is known. Thread-safe.
 */
public final class Budget {

    /** How long to wait until others give memory back. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int KIBIBYTE = 1024;

    private final String what;
    private final int kibibytes;
    private final Semaphore free;

    /** The memory that each owner may still take. Entries stay, but there are at most as many as owners of keys. */
    private final Map<String, Semaphore> freeOfOwner = new ConcurrentHashMap<>();

    /** @param what the memory is for, in words */
    public Budget(String what, long bytes) {
        this.what = what;
        this.kibibytes = Math.toIntExact(Math.max(bytes / KIBIBYTE, 1));
        this.free = new Semaphore(kibibytes);
    }

    public long bytesMax() {
        return (long) kibibytes * KIBIBYTE;
    }

    public long bytesTaken() {
        return (long) (kibibytes - free.availablePermits()) * KIBIBYTE;
    }

    private int kibibytesOfOwner() {
        return Math.max(kibibytes / 2, 1);
    }

    /** Returns an empty share. */
    public Share share() {
        return new Share();
    }

    /** The share of one request. For one thread. */
    public final class Share implements AutoCloseable {

        private @Nullable Semaphore freeOfMine;
        private boolean waits = true;
        private int taken;

        /** Takes only what is free now, from now on: for a thread that must not block. */
        void neverWaits() {
            waits = false;
        }

        /** Also counts the share for {@code owner} from now on. Call it before anything is taken. */
        public void isOf(String owner) {
            if (!owner.equals(Caller.NO_OWNER)) {
                freeOfMine = freeOfOwner.computeIfAbsent(owner, _ -> new Semaphore(kibibytesOfOwner()));
            }
        }

        /**
         * Changes the share to {@code bytes}, more or less than before. A request that needs more than its maximum gets
         * the maximum.
         *
         * @throws ProblemException if others do not give enough back in time; then the share is unchanged
         */
        public void keep(long bytes) {
            if (!tryKeep(bytes)) {
                throw Problem.of(
                                ErrorCode.OVERLOADED,
                                "All " + kibibytes / KIBIBYTE + " MiB of memory for " + what
                                        + ", or the half that one owner may have, are in use"
                                        + " (http.mebibytesInFlightMax)")
                        .exception();
            }
        }

        /** Changes the share as {@link #keep} does, and returns whether there was enough. */
        public boolean tryKeep(long bytes) {
            return tryKeep(bytes, waits);
        }

        /** Changes the share as {@link #keep} does, but without waiting, and returns whether there was enough. */
        public boolean tryKeepAtOnce(long bytes) {
            return tryKeep(bytes, false);
        }

        private boolean tryKeep(long bytes, boolean mayWait) {
            int most = freeOfMine == null ? kibibytes : kibibytesOfOwner();
            int wanted = (int) Math.min(Math.ceilDiv(bytes, KIBIBYTE), most);
            if (wanted > taken && !acquire(wanted - taken, mayWait ? PATIENCE.toNanos() : 0)) {
                return false;
            }
            if (wanted < taken) {
                release(taken - wanted);
            }
            taken = wanted;
            return true;
        }

        /** Takes from the owner's part first, where waiting holds up nobody else. */
        private boolean acquire(int permits, long patience) {
            long end = System.nanoTime() + patience;
            if (freeOfMine != null && !acquire(freeOfMine, permits, patience)) {
                return false;
            }
            boolean acquired = acquire(free, permits, end - System.nanoTime());
            if (!acquired && freeOfMine != null) {
                freeOfMine.release(permits);
            }
            return acquired;
        }

        private static boolean acquire(Semaphore semaphore, int permits, long nanos) {
            try {
                return semaphore.tryAcquire(permits, nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void release(int permits) {
            free.release(permits);
            if (freeOfMine != null) {
                freeOfMine.release(permits);
            }
        }

        @Override
        public void close() {
            boolean _ = tryKeep(0);
        }
    }
}

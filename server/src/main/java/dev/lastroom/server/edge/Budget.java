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
 * Memory that all requests share: who needs some waits a little for it, and is then told that there is none. One owner has
 * half of it at most, so that nobody keeps all others waiting. What is counted is estimated generously before it is there,
 * and set right when it is. Thread-safe.
 */
public final class Budget {

    /** How long to wait for others to give some back. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int KIBIBYTE = 1024;

    private final String what;
    private final int kibibytes;
    private final Semaphore free;

    /** What each owner may still take, of all who ever took some: they are no more than there are owners of keys. */
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

    public long bytesOfOwnerMax() {
        return (long) kibibytesOfOwner() * KIBIBYTE;
    }

    private int kibibytesOfOwner() {
        return Math.max(kibibytes / 2, 1);
    }

    /** A share of it, of nothing as yet. */
    public Share share() {
        return new Share();
    }

    /** What one request has of it. For one thread. */
    public final class Share implements AutoCloseable {

        private @Nullable Semaphore freeOfMine;
        private int taken;

        /** From now on it counts for {@code owner}, too; to be called before anything is taken. */
        public void isOf(String owner) {
            if (!owner.equals(Caller.NO_OWNER)) {
                freeOfMine = freeOfOwner.computeIfAbsent(owner, _ -> new Semaphore(kibibytesOfOwner()));
            }
        }

        /**
         * Has {@code bytes} from now on, more or less than before. Who needs more than it may ever have has all of that.
         *
         * @throws ProblemException if others do not give enough back in time; then it has what it had
         */
        public void keep(long bytes) {
            if (!tryKeep(bytes)) {
                throw Problem.of(
                                ErrorCode.OVERLOADED,
                                "All " + kibibytes / KIBIBYTE + " MiB of memory for " + what
                                        + ", or the half of it that one owner may have, are taken"
                                        + " (http.mebibytesInFlightMax)")
                        .exception();
            }
        }

        /** As {@link #keep}; whether there was enough. */
        public boolean tryKeep(long bytes) {
            int most = freeOfMine == null ? kibibytes : kibibytesOfOwner();
            int wanted = (int) Math.min(Math.ceilDiv(bytes, KIBIBYTE), most);
            if (wanted > taken && !acquire(wanted - taken)) {
                return false;
            }
            if (wanted < taken) {
                release(taken - wanted);
            }
            taken = wanted;
            return true;
        }

        /** First of its owner's: a wait there keeps nobody else waiting. */
        private boolean acquire(int permits) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            if (freeOfMine != null && !acquire(freeOfMine, permits, PATIENCE.toNanos())) {
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

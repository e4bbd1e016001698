package dev.lastroom.server.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory that all requests share: who needs some waits a little for it, and is then told that there is none. What is
 * counted is estimated generously before it is there, and set right when it is. Thread-safe.
 */
final class Budget {

    /** How long to wait for others to give some back. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int KIBIBYTE = 1024;

    private final String what;
    private final int kibibytes;
    private final Semaphore free;

    /** @param what the memory is for, in words */
    Budget(String what, long bytes) {
        this.what = what;
        this.kibibytes = Math.toIntExact(Math.max(bytes / KIBIBYTE, 1));
        this.free = new Semaphore(kibibytes);
    }

    long bytesMax() {
        return (long) kibibytes * KIBIBYTE;
    }

    long bytesTaken() {
        return (long) (kibibytes - free.availablePermits()) * KIBIBYTE;
    }

    /** A share of it, of nothing as yet. */
    Share share() {
        return new Share();
    }

    /** What one request has of it. For one thread. */
    final class Share implements AutoCloseable {

        private int taken;

        /**
         * Has {@code bytes} from now on, more or less than before. Who needs more than there is at all has all of it.
         *
         * @throws ProblemException if others do not give enough back in time; then it has what it had
         */
        void keep(long bytes) {
            if (!tryKeep(bytes)) {
                throw Problem.of(
                                ErrorCode.OVERLOADED,
                                "All " + kibibytes / KIBIBYTE + " MiB of memory for " + what
                                        + " are taken (http.mebibytesInFlightMax)")
                        .exception();
            }
        }

        /** As {@link #keep}; whether there was enough. */
        boolean tryKeep(long bytes) {
            int wanted = (int) Math.min(Math.ceilDiv(bytes, KIBIBYTE), kibibytes);
            if (wanted > taken && !acquire(wanted - taken)) {
                return false;
            }
            if (wanted < taken) {
                free.release(taken - wanted);
            }
            taken = wanted;
            return true;
        }

        private boolean acquire(int permits) {
            try {
                return free.tryAcquire(permits, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            boolean _ = tryKeep(0);
        }
    }
}

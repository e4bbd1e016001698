package dev.lastroom.engine.lane;

/**
 * How long a batch takes now: a moving average in which the last four batches weigh the most. A running batch that has
 * already taken longer counts instead, so that a stalled database shows at once. Guarded by the lane's lock; times are
 * those of {@link System#nanoTime()}.
 */
final class BatchPace {

    private static final int WEIGHT = 4;

    private boolean underWay;
    private long beganAt;
    private long average;

    void began(long now) {
        underWay = true;
        beganAt = now;
    }

    /** Does nothing if no batch is running. */
    void ended(long now) {
        if (underWay) {
            underWay = false;
            long nanos = now - beganAt;
            average = average == 0 ? nanos : average + (nanos - average) / WEIGHT;
        }
    }

    /** How long the current batch has been running; 0 if there is none. */
    long nanosUnderWay(long now) {
        return underWay ? now - beganAt : 0;
    }

    /** The pace now; 0 before the first batch. */
    long nanosPerBatch(long now) {
        return underWay ? Math.max(average, now - beganAt) : average;
    }
}

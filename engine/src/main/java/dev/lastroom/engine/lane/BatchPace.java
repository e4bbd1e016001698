package dev.lastroom.engine.lane;

/**
 * How long a batch takes now: an average that forgets, in which the last four batches weigh the most. A batch that has
 * been under way for longer than that counts in its place, so that a database that stalls is noticed while it does.
 * Guarded by the lane's lock; times are those of {@link System#nanoTime()}.
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

    /** Does nothing if no batch is under way. */
    void ended(long now) {
        if (underWay) {
            underWay = false;
            long nanos = now - beganAt;
            average = average == 0 ? nanos : average + (nanos - average) / WEIGHT;
        }
    }

    /** How long the batch that is under way has been; 0 if there is none. */
    long nanosUnderWay(long now) {
        return underWay ? now - beganAt : 0;
    }

    /** 0 before the first batch. */
    long nanosPerBatch(long now) {
        return underWay ? Math.max(average, now - beganAt) : average;
    }
}

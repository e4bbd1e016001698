package dev.lastroom.engine;

import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.store.Store;

/**
 * Forgets idempotency keys past their lifetime, in small transactions, so that bookings never wait long for it. Whether
 * it has run changes no answer: decisions ignore keys that are too old. While the time is unknown, none are too old.
 */
final class KeySweeper implements AutoCloseable {

    private final Store store;
    private final EngineSettings settings;
    private final EngineClock clock;
    private final EngineListener listener;
    private final RepeatedTask task;
    private volatile boolean closing;

    KeySweeper(Store store, EngineSettings settings, EngineClock clock, EngineListener listener, Breakdown breakdown) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.task = new RepeatedTask("sweep idempotency keys", settings.sweepInterval(), breakdown, this::sweep);
    }

    /**
     * Forgets all keys that are too old now.
     *
     * @return how many keys
     */
    int sweep() {
        int all = 0;
        int swept;
        do {
            swept = store.sweepKeys(clock.now().minus(settings.rules().keyLifetime()), settings.sweepKeysMax());
            if (swept > 0) {
                listener.keysSwept(swept);
            }
            all += swept;
        } while (swept == settings.sweepKeysMax() && !closing);
        return all;
    }

    boolean isAlive() {
        return task.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        task.close();
    }
}

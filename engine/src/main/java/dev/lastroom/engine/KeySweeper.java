package dev.lastroom.engine;

import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets idempotency keys that have lived long enough, in small transactions, so that bookings never wait long for
 * it. Whether it has run changes no answer: decisions ignore keys that are too old.
 */
final class KeySweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeySweeper.class);

    private final Store store;
    private final EngineSettings settings;
    private final InstantSource clock;
    private final EngineListener listener;
    private final ScheduledExecutorService scheduler;
    private volatile boolean closing;

    KeySweeper(Store store, EngineSettings settings, InstantSource clock, EngineListener listener) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lastroom-sweeper").daemon().factory());
        long nanos = settings.sweepInterval().toNanos();
        ScheduledFuture<?> _ = scheduler.scheduleWithFixedDelay(this::sweepQuietly, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (StoreException e) {
            LOG.warn("could not sweep idempotency keys, will try again: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // Thrown here it would end the schedule for good.
            LOG.error("could not sweep idempotency keys, will try again", e);
        }
    }

    /**
     * Forgets all that are too old now.
     *
     * @return how many
     */
    int sweep() {
        int all = 0;
        int swept;
        do {
            swept = store.sweepKeys(clock.instant().minus(settings.rules().keyLifetime()), settings.sweepKeysMax());
            if (swept > 0) {
                listener.keysSwept(swept);
            }
            all += swept;
        } while (swept == settings.sweepKeysMax() && !closing);
        return all;
    }

    @Override
    public void close() {
        closing = true;
        scheduler.close();
    }
}

package dev.lastroom.engine;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.outcome.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what happens, and shields the engine from what the listener throws: a broken metric must not fail a
 * committed booking or end a lane. Thread-safe.
 */
record QuietListener(EngineListener listener) implements EngineListener {

    private static final Logger LOG = LoggerFactory.getLogger(QuietListener.class);

    @Override
    public void answered(Request<?> request, Outcome<?> outcome, Duration latency) {
        quietly(() -> listener.answered(request, outcome, latency));
    }

    @Override
    public void batchApplied(int commands, Duration lockWait, Duration total) {
        quietly(() -> listener.batchApplied(commands, lockWait, total));
    }

    @Override
    public void retried(int commands, int attempt) {
        quietly(() -> listener.retried(commands, attempt));
    }

    @Override
    public void leaseAwaited(boolean granted, Duration wait) {
        quietly(() -> listener.leaseAwaited(granted, wait));
    }

    @Override
    public void keysSwept(int keys) {
        quietly(() -> listener.keysSwept(keys));
    }

    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the engine's listener threw an exception", e);
        }
    }
}

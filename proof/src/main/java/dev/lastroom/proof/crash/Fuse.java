package dev.lastroom.proof.crash;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Halts this process when it passes a point for the n-th time since the fuse was lit. Thread-safe. */
final class Fuse implements EngineListener {

    private record Lit(CrashPoint point, AtomicInteger passes) {}

    private volatile @Nullable Lit lit;

    /** Counts the passes of {@code point} from now on; 1 is the very next. */
    void light(CrashPoint point, int passes) {
        lit = new Lit(point, new AtomicInteger(passes));
    }

    /** The process is at {@code point}. Does not return if the process halts here. */
    void pass(CrashPoint point) {
        Lit now = lit;
        if (now != null && now.point == point && now.passes.decrementAndGet() <= 0) {
            Runtime.getRuntime().halt(CrashPoint.STATUS);
        }
    }

    @Override
    public void answered(Request<?> request, Outcome<?> outcome, Duration latency) {
        pass(CrashPoint.BEFORE_ANSWER);
    }

    /** Returns a store that passes the points before and after each batch. */
    Store inFrontOf(Store store) {
        return new StoreInFront(store) {
            @Override
            public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
                pass(CrashPoint.BEFORE_WRITE);
                Applied applied = super.apply(batch, decision, lockWait);
                pass(CrashPoint.AFTER_COMMIT);
                return applied;
            }
        };
    }
}

package dev.lastroom.proof.judge;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The servers' calls to their stores in a run, and the answers. It omits what failed and did not happen. Thread-safe.
 */
public final class Journal {

    private final AtomicLong counter = new AtomicLong();
    private final List<JournalEntry> entries = new ArrayList<>();

    /** A transaction, from call to answer, by the journal's counter. */
    sealed interface JournalEntry {

        /** The end of a transaction that may take effect at any later time. */
        long NEVER = Long.MAX_VALUE;

        long start();

        long end();

        /** Whether nobody learnt if it happened. */
        boolean isUnknown();
    }

    /**
     * A batch.
     *
     * @param outcomes the answers; null if nobody learnt them
     */
    record Batch(List<Request<?>> requests, @Nullable List<Outcome<?>> outcomes, long start, long end)
            implements JournalEntry {

        @Override
        public boolean isUnknown() {
            return outcomes == null;
        }
    }

    /** A sweep that forgot keys. */
    record Sweep(Instant before, int limit, int forgotten, long start, long end) implements JournalEntry {

        @Override
        public boolean isUnknown() {
            return false;
        }
    }

    /** Returns a store that records in the journal the calls to the one behind it. */
    public Store inFrontOf(Store store) {
        return new StoreInFront(store) {
            @Override
            public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
                long start = counter.incrementAndGet();
                try {
                    Applied applied = super.apply(batch, decision, lockWait);
                    add(new Batch(List.copyOf(batch), applied.outcomes(), start, counter.incrementAndGet()));
                    return applied;
                } catch (StoreException e) {
                    if (e.failure() == Failure.OUTCOME_UNKNOWN) {
                        add(new Batch(List.copyOf(batch), null, start, JournalEntry.NEVER));
                    }
                    throw e;
                }
            }

            @Override
            public int sweepKeys(Instant before, int limit) {
                long start = counter.incrementAndGet();
                int forgotten = super.sweepKeys(before, limit);
                add(new Sweep(before, limit, forgotten, start, counter.incrementAndGet()));
                return forgotten;
            }
        };
    }

    private void add(JournalEntry entry) {
        synchronized (entries) {
            entries.add(entry);
        }
    }

    /** The stores' answers to each request; several if it was asked again. */
    public Map<Request<?>, List<Outcome<?>>> outcomes() {
        Map<Request<?>, List<Outcome<?>>> answers = new HashMap<>();
        for (JournalEntry entry : entries()) {
            if (entry instanceof Batch batch && batch.outcomes() != null) {
                for (int i = 0; i < batch.outcomes().size(); i++) {
                    answers.computeIfAbsent(batch.requests().get(i), _ -> new ArrayList<>())
                            .add(batch.outcomes().get(i));
                }
            }
        }
        return answers;
    }

    List<JournalEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }
}

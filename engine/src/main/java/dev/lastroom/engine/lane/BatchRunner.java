package dev.lastroom.engine.lane;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a batch whatever happens: it always gives one outcome for each request, and throws only {@linkplain
 * Breakdown#isFatal fatal} errors. It retries conflicts, and recovers a lost answer to a commit by the requests' keys.
 * If one command makes a batch fail, it takes the batch apart, so that the other commands do not suffer. Thread-safe.
 */
final class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private static final Outcome<?> WITHOUT_KEY = new Failed<>(
            Failure.OUTCOME_UNKNOWN,
            "The answer to the commit was lost, and the request has no idempotency key that would tell its outcome:"
                    + " read the current state before you send the request again");

    private final Store store;
    private final Decision decision;
    private final EngineSettings settings;
    private final EngineListener listener;
    private final BiConsumer<List<Request<?>>, Applied> committed;
    private final Contention contention;

    /**
     * @param committed is told of each committed batch before its commands are answered; must not throw
     * @param contention notices how long batches wait for locks
     */
    BatchRunner(
            Store store,
            EngineSettings settings,
            EngineListener listener,
            BiConsumer<List<Request<?>>, Applied> committed,
            Contention contention) {
        this.store = store;
        this.decision = new Decision(settings.rules());
        this.settings = settings;
        this.listener = listener;
        this.committed = committed;
        this.contention = contention;
    }

    List<Outcome<?>> run(List<Request<?>> batch) {
        try {
            return applyWithRetries(batch, LockWait.FULL);
        } catch (StoreException e) {
            return switch (e.failure()) {
                case OUTCOME_UNKNOWN -> askAgain(batch, e);
                case CONCURRENCY_ABORT, INVENTORY_LOCKED, TRANSACTION_TIMEOUT, INTERNAL_ERROR ->
                    batch.size() == 1 ? failed(batch, e) : oneByOne(batch, e);
                case STORE_UNAVAILABLE, OVERLOADED, OVER_SHARE -> failed(batch, e);
            };
        }
    }

    /** Retries conflicts with other transactions, which pass, a limited number of times. */
    private List<Outcome<?>> applyWithRetries(List<Request<?>> batch, LockWait lockWait) {
        for (int attempt = 1; ; attempt++) {
            try {
                return apply(batch, lockWait);
            } catch (StoreException e) {
                if (e.failure() != Failure.CONCURRENCY_ABORT || attempt > settings.concurrencyRetriesMax()) {
                    throw e;
                }
                listener.retried(batch.size(), attempt);
                // Two servers that collided must not collide again in step.
                long micros = ThreadLocalRandom.current().nextLong(backoffMicrosMax(attempt));
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
            }
        }
    }

    /** Doubles from 1 ms to 64 ms and no further, since everything in the lane waits with it. */
    static long backoffMicrosMax(int attempt) {
        return 500L << Math.min(attempt, 7);
    }

    private List<Outcome<?>> apply(List<Request<?>> batch, LockWait lockWait) {
        long start = System.nanoTime();
        try {
            Applied applied = store.apply(batch, decision, lockWait);
            committed.accept(batch, applied);
            Duration total = Duration.ofNanos(System.nanoTime() - start);
            listener.batchApplied(batch.size(), applied.lockWait(), total);
            contention.applied(batch, applied.lockWait(), total);
            if (applied.outcomes().size() != batch.size()) {
                throw new IllegalStateException("the store returned "
                        + applied.outcomes().size() + " outcomes for " + batch.size() + " requests");
            }
            return applied.outcomes();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (Breakdown.isFatal(e)) {
                throw e;
            }
            // Most Errors too: they concern this batch alone, and must not end the drainer.
            throw new StoreException(Failure.INTERNAL_ERROR, "Internal error", e);
        }
    }

    /**
     * The connection broke after COMMIT was sent. The keys of the same requests tell what is true: committed requests
     * are found, the others are carried out now. A request without a key leaves no trace to find, and a second run
     * would undo what another server has acknowledged meanwhile.
     */
    private List<Outcome<?>> askAgain(List<Request<?>> batch, StoreException lost) {
        LOG.warn("the answer to a commit of {} commands was lost; looking up their keys", batch.size(), lost);
        List<Request<?>> withKey =
                batch.stream().filter(request -> request.claim() != null).toList();
        Iterator<Outcome<?>> found = ask(withKey, lost).iterator();
        return batch.stream()
                .map(request -> request.claim() != null ? found.next() : WITHOUT_KEY)
                .toList();
    }

    private List<Outcome<?>> ask(List<Request<?>> withKey, StoreException lost) {
        if (withKey.isEmpty()) {
            return List.of();
        }
        try {
            return applyWithRetries(withKey, LockWait.FULL);
        } catch (StoreException e) {
            LOG.warn("the outcomes are still unknown", e);
            return failed(withKey, lost);
        }
    }

    /**
     * Applies each command by itself, within a time budget, since all have waited in the batch already. Commands not
     * reached in time fail as the batch did.
     */
    private List<Outcome<?>> oneByOne(List<Request<?>> batch, StoreException batchFailure) {
        LOG.warn(
                "a batch of {} failed with {}: {}; applying its commands one by one",
                batch.size(),
                batchFailure.failure(),
                batchFailure.getMessage());
        long start = System.nanoTime();
        List<Outcome<?>> outcomes = new ArrayList<>(batch.size());
        for (Request<?> request : batch) {
            List<Request<?>> one = List.of(request);
            if (System.nanoTime() - start > settings.oneByOneBudget().toNanos()) {
                outcomes.addAll(failed(one, batchFailure));
                continue;
            }
            try {
                outcomes.addAll(applyWithRetries(one, LockWait.BRIEF));
            } catch (StoreException e) {
                outcomes.addAll(e.failure() == Failure.OUTCOME_UNKNOWN ? askAgain(one, e) : failed(one, e));
            }
        }
        return outcomes;
    }

    private static List<Outcome<?>> failed(List<Request<?>> batch, StoreException e) {
        // Without a cause, the breaker has answered. It has logged that once, and would fill the log.
        boolean isNews = e.failure() == Failure.STORE_UNAVAILABLE && e.getCause() != null;
        if (isNews || e.failure() == Failure.INTERNAL_ERROR) {
            LOG.error("{} commands failed: {}", batch.size(), e.getMessage(), e);
        }
        return Collections.nCopies(batch.size(), new Failed<>(e.failure(), String.valueOf(e.getMessage())));
    }
}

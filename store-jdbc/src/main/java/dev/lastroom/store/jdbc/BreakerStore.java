package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.Failure;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.webhook.WebhookStore;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of a store, and spares its callers the wait for a database that does not answer. Thread-safe.
 *
 * <p>Closed, it passes everything on. After some calls in a row that failed with {@link Failure#STORE_UNAVAILABLE} it
 * opens: everything fails with the same at once, and nobody waits for a connection. After a pause it is half open: the
 * next call, whether it reads or writes, tries the database alone. If that answers, the breaker closes; else it is open
 * for another pause. Any other failure is an answer of the database.
 */
public final class BreakerStore implements Store {

    /** Where the breaker stands. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private static final Logger LOG = LoggerFactory.getLogger(BreakerStore.class);

    private static final float ALL_FAILED_PERCENT = 100;

    private final Store store;
    private final CircuitBreaker breaker;
    private final LongAdder rejected = new LongAdder();

    /** @param store is closed with this one */
    public BreakerStore(Store store, BreakerSettings settings) {
        this.store = store;
        this.breaker = CircuitBreaker.of(
                "store",
                CircuitBreakerConfig.custom()
                        // A window that is full of failures is that many of them in a row.
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.failures())
                        .minimumNumberOfCalls(settings.failures())
                        .failureRateThreshold(ALL_FAILED_PERCENT)
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(BreakerStore::isUnavailable)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> report(event.getStateTransition()));
    }

    private static boolean isUnavailable(Throwable thrown) {
        return thrown instanceof StoreException e && e.failure() == Failure.STORE_UNAVAILABLE;
    }

    private static void report(CircuitBreaker.StateTransition transition) {
        switch (transition.getToState()) {
            case OPEN, FORCED_OPEN -> LOG.error("the database does not answer: nothing is sent to it for a while");
            case HALF_OPEN -> LOG.info("trying whether the database answers again");
            case CLOSED, DISABLED, METRICS_ONLY -> LOG.info("the database answers again");
        }
    }

    /** Where the breaker stands now. An open one stays so until a call comes after its pause. */
    public State state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
        };
    }

    /** How many calls were not let through to the database. */
    public long rejected() {
        return rejected.sum();
    }

    /** Calls the database, if the breaker lets it. */
    <T> T call(Supplier<T> call) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException e) {
            rejected.increment();
            // Without a cause: there is nothing new to log.
            throw new StoreException(
                    Failure.STORE_UNAVAILABLE, "The database does not answer; it is tried again soon", null);
        }
    }

    @Override
    public Applied apply(List<Request> batch, Decision decision, LockWait lockWait) {
        return call(() -> store.apply(batch, decision, lockWait));
    }

    @Override
    public Reads reads() {
        return new BreakerReads(this, store.reads());
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        return call(() -> store.sweepKeys(before, limit));
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> nights, Instant at) {
        return call(() -> store.repair(nights, at));
    }

    /** Past the breaker: no booking waits for them. */
    @Override
    public WebhookStore webhooks() {
        return store.webhooks();
    }

    @Override
    public Optional<StoreClock> clock() {
        return store.clock().map(clock -> () -> call(clock::read));
    }

    @Override
    public int lanes() {
        return store.lanes();
    }

    @Override
    public void close() {
        store.close();
    }
}

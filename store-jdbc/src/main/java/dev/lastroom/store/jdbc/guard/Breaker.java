package dev.lastroom.store.jdbc.guard;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares the callers of one kind of work the wait for a database that does not answer. Thread-safe.
 *
 * <p>While closed, it passes every call on. After some calls in a row that failed with {@link
 * Failure#STORE_UNAVAILABLE}, it opens: every call fails with the same at once, without waiting for a connection. After
 * a pause it is half open: the next call tries the database alone. If the database answers, the breaker closes;
 * otherwise it stays open for another pause. A call that failed with {@link Failure#OVERLOADED} never reached the
 * database and does not count. Any other failure is an answer of the database.
 */
public final class Breaker {

    /** The states of a breaker. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private static final float ALL_FAILED_PERCENT = 100;

    private final String work;
    private final CircuitBreaker breaker;
    private final LongAdder rejected = new LongAdder();

    /**
     * Makes a closed breaker.
     *
     * @param work the kind of work, such as bookings
     */
    Breaker(String work, BreakerSettings settings) {
        this.work = work;
        this.breaker = CircuitBreaker.of(
                work,
                CircuitBreakerConfig.custom()
                        // A window full of failures is that many failures in a row.
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.failures())
                        .minimumNumberOfCalls(settings.failures())
                        .failureRateThreshold(ALL_FAILED_PERCENT)
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(thrown -> isA(Failure.STORE_UNAVAILABLE, thrown))
                        .ignoreException(thrown -> isA(Failure.OVERLOADED, thrown))
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> report(event.getStateTransition()));
    }

    private static boolean isA(Failure failure, Throwable thrown) {
        return thrown instanceof StoreException e && e.failure() == failure;
    }

    private void report(CircuitBreaker.StateTransition transition) {
        switch (transition.getToState()) {
            case OPEN, FORCED_OPEN -> LOG.error("the database does not answer: no {} are sent to it for now", work);
            case HALF_OPEN -> LOG.info("checking whether the database answers {} again", work);
            case CLOSED, DISABLED, METRICS_ONLY -> LOG.info("the database answers {} again", work);
        }
    }

    /** The kind of work that goes through it. */
    public String work() {
        return work;
    }

    /** The current state. An open breaker stays open until a call comes after its pause. */
    public State state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
        };
    }

    /** How many calls were rejected without reaching the database. */
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
                    Failure.STORE_UNAVAILABLE, "The database does not answer; Lastroom tries it again soon", null);
        }
    }
}

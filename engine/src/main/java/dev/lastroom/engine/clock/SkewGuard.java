package dev.lastroom.engine.clock;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses while this machine's clock differs too much. Logs a difference once, and again when it changes. Thread-safe.
 */
final class SkewGuard {

    private static final Logger LOG = LoggerFactory.getLogger(SkewGuard.class);

    private final ClockLimits limits;
    private final String reference;
    private final String remedy;
    private Duration told = Duration.ZERO;

    private enum Level {
        FINE,
        NOTABLE,
        TOO_MUCH
    }

    /**
     * @param reference the reference clock, as in "ahead of the database's clock"
     * @param remedy what an operator can do if the clock differs too much
     */
    SkewGuard(ClockLimits limits, String reference, String remedy) {
        this.limits = limits;
        this.reference = reference;
        this.remedy = remedy;
    }

    boolean isTooMuch(Duration skew) {
        return level(skew) == Level.TOO_MUCH;
    }

    /** @throws StoreException if the clock differs too much */
    void check(Duration skew) {
        if (isTooMuch(skew)) {
            throw new StoreException(
                    Failure.STORE_UNAVAILABLE,
                    differs(skew) + ", more than " + seconds(limits.skewMax())
                            + " (engine.clockSkewMax): this server decides nothing until the clocks agree",
                    null);
        }
    }

    /** Logs any news about the skew. */
    synchronized void saw(Duration skew) {
        Level level = level(skew);
        boolean isNews = level != level(told)
                || (level != Level.FINE && skew.minus(told).abs().compareTo(limits.skewWarn()) > 0);
        if (!isNews) {
            return;
        }
        told = skew;
        switch (level) {
            case FINE -> LOG.info("this server's clock agrees with {} again", reference);
            case NOTABLE -> LOG.warn("{}: {}", differs(skew), remedy);
            case TOO_MUCH ->
                LOG.error("{}: this server decides nothing until the clocks agree; {}", differs(skew), remedy);
        }
    }

    private Level level(Duration skew) {
        if (skew.abs().compareTo(limits.skewMax()) > 0) {
            return Level.TOO_MUCH;
        }
        return skew.abs().compareTo(limits.skewWarn()) > 0 ? Level.NOTABLE : Level.FINE;
    }

    private String differs(Duration skew) {
        return "This server's clock is " + seconds(skew.abs()) + (skew.isNegative() ? " behind " : " ahead of ")
                + reference;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%,.1f s", time.toMillis() / 1e3);
    }
}

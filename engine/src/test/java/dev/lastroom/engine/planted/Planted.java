package dev.lastroom.engine.planted;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.planted.other.Other;
import dev.lastroom.engine.rules.Change;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.logging.Level;

/** Classes that each break one architecture rule, to show that the rules can fail. Never run. */
public final class Planted {

    private Planted() {}

    /** Needs something that is not in java.base. */
    static final class Needy {
        static final Level LEVEL = Level.INFO;
    }

    /** Makes a change itself. */
    static final class OwnRules {
        static Change change(Night night) {
            return new Change.NightIs(night);
        }
    }

    /** Makes a change itself, without an explicit constructor call. */
    static final class BorrowedRules {
        static final Function<Night, Change> CHANGE = Change.NightIs::new;
    }

    /** Sells a room past the rules. */
    static final class BackDoor {
        static Night sell(Night night) {
            return night.withBooked(1);
        }
    }

    /** Sells a room past the rules, without an explicit method call. */
    static final class SideDoor {
        static IntFunction<Night> sell(Night night) {
            return night::withBooked;
        }
    }

    /** Writes without waiting in a lane. */
    static final class Impatient {
        static void write(Store store, List<Request<?>> batch) {
            store.apply(batch, new Decision(Rules.DEFAULT), LockWait.FULL);
        }
    }

    /** Reads the wall clock. */
    static final class Punctual {
        static Instant now() {
            return Instant.now();
        }
    }

    /** Holds the wall clock. */
    static final class WithAWatch {
        static final Clock CLOCK = Clock.systemUTC();
    }

    /** Needs a package that needs this one. */
    public static final class Circular {
        static final Other OTHER = new Other(new Circular());
    }
}

package dev.lastroom.proof.check;

import java.util.List;

/** A checker's finding about a history. */
public sealed interface Verdict {

    /**
     * Some order explains everything that was seen.
     *
     * @param points how many points the search for it visited
     */
    record Explained(int points) implements Verdict {}

    /** No order explains the history: a promise was broken. */
    record Broken(List<String> reasons) implements Verdict {

        public Broken {
            reasons = List.copyOf(reasons);
        }
    }

    /** No necessary condition is violated, but the search gave up: too much happened at the same time. */
    record Undecided(int points) implements Verdict {}

    /** Whether this verdict shows a broken promise. */
    default boolean isBroken() {
        return this instanceof Broken;
    }
}

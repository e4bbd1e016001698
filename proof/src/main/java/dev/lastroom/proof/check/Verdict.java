package dev.lastroom.proof.check;

import java.util.List;

/** What a checker found out about a history. */
public sealed interface Verdict {

    /**
     * There is an order that explains all that was seen.
     *
     * @param points how many points the search for it visited
     */
    record Explained(int points) implements Verdict {}

    /** No order explains it: a promise was broken. */
    record Broken(List<String> reasons) implements Verdict {

        public Broken {
            reasons = List.copyOf(reasons);
        }
    }

    /** Nothing that must hold is violated, but the search gave up: too much happened at the same time. */
    record Undecided(int points) implements Verdict {}

    /** Whether it shows a broken promise. */
    default boolean isBroken() {
        return this instanceof Broken;
    }
}

package dev.lastroom.proof.failover;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How one failover went.
 *
 * @param failover what was done
 * @param stall the longest time without an answer for the guests of a room type at one server
 * @param takenOver how long after the fault another machine was the primary; zero if none took over
 * @param whole how long after the lost machine was back (or after the fault, if no machine was lost) the cluster had a
 *     primary and two standbys again
 */
record Recovery(Failover failover, Duration stall, Duration takenOver, Duration whole) {

    /** In words. */
    String inWords() {
        return figure(failover.label(), List.of(this));
    }

    /** One line for each kind of failover. */
    static List<String> figures(List<Recovery> all) {
        return List.of(Failover.values()).stream()
                .map(failover ->
                        all.stream().filter(one -> one.failover == failover).toList())
                .filter(alike -> !alike.isEmpty())
                .map(alike -> figure(
                        alike.getFirst().failover.label()
                                + (alike.size() == 1 ? ", once" : ", " + alike.size() + " times"),
                        alike))
                .toList();
    }

    private static String figure(String what, List<Recovery> alike) {
        boolean stayed = alike.stream().allMatch(one -> one.takenOver.isZero());
        return what + ": no answer for " + spread(alike, Recovery::stall)
                + (stayed ? "" : ", a primary after " + spread(alike, Recovery::takenOver)) + ", whole again after "
                + spread(alike, Recovery::whole);
    }

    /** The median and the longest. */
    private static String spread(List<Recovery> alike, Function<Recovery, Duration> time) {
        List<Duration> sorted =
                alike.stream().map(time).sorted(Comparator.naturalOrder()).toList();
        return alike.size() == 1
                ? seconds(sorted.getFirst())
                : seconds(sorted.get(sorted.size() / 2)) + " (at most " + seconds(Collections.max(sorted)) + ")";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
}

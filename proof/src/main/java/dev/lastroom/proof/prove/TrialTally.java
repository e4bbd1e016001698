package dev.lastroom.proof.prove;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The result of a trial.
 *
 * @param faults how many faults were injected
 * @param requests how many requests were sent, repeats included
 * @param acknowledged how many bookings and cancels were acknowledged
 * @param unknown how many requests had no answer that says what they did
 * @param lost acknowledged bookings that are missing, and acknowledged cancels that did not last
 * @param doubled requests that have more than one booking
 * @param oversold nights with more rooms booked than there are
 * @param longestStall the longest wait of any request for its answer, or for its connection to end; in a failover,
 *     the longest time without an answer for the clients of a lane
 * @param findings everything else that went wrong, each a sentence; empty if all went as promised
 * @param figures what else was measured, each line in words
 */
public record TrialTally(
        long faults,
        long requests,
        long acknowledged,
        long unknown,
        long lost,
        long doubled,
        long oversold,
        Duration longestStall,
        List<String> findings,
        List<String> figures) {

    public TrialTally {
        findings = List.copyOf(findings);
        figures = List.copyOf(figures);
    }

    /** A tally without further figures. */
    public TrialTally(
            long faults,
            long requests,
            long acknowledged,
            long unknown,
            long lost,
            long doubled,
            long oversold,
            Duration longestStall,
            List<String> findings) {
        this(faults, requests, acknowledged, unknown, lost, doubled, oversold, longestStall, findings, List.of());
    }

    /** The sum of several tallies. */
    public static TrialTally sum(List<TrialTally> tallies) {
        return new TrialTally(
                sum(tallies, TrialTally::faults),
                sum(tallies, TrialTally::requests),
                sum(tallies, TrialTally::acknowledged),
                sum(tallies, TrialTally::unknown),
                sum(tallies, TrialTally::lost),
                sum(tallies, TrialTally::doubled),
                sum(tallies, TrialTally::oversold),
                Collections.max(tallies.stream().map(TrialTally::longestStall).toList()),
                tallies.stream().flatMap(tally -> tally.findings().stream()).toList(),
                tallies.stream().flatMap(tally -> tally.figures().stream()).toList());
    }

    private static long sum(List<TrialTally> tallies, ToLongFunction<TrialTally> count) {
        return tallies.stream().mapToLong(count).sum();
    }

    /** A copy with another longest stall. */
    public TrialTally withStall(Duration stall) {
        return new TrialTally(
                faults, requests, acknowledged, unknown, lost, doubled, oversold, stall, findings, figures);
    }

    /** A copy with other figures. */
    public TrialTally withFigures(List<String> others) {
        return new TrialTally(
                faults, requests, acknowledged, unknown, lost, doubled, oversold, longestStall, findings, others);
    }

    /** Whether every promise was kept and the trial shows something: without a fault or a booking it shows nothing. */
    public boolean proves() {
        return kept() && faults > 0 && acknowledged > 0;
    }

    /** Whether every promise was kept. */
    public boolean kept() {
        return lost == 0 && doubled == 0 && oversold == 0 && findings.isEmpty();
    }
}

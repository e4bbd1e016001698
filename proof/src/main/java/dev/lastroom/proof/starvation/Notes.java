package dev.lastroom.proof.starvation;

import dev.lastroom.proof.prove.TrialTally;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The answers to a run's clients, and the judges' findings. Thread-safe. */
final class Notes {

    private static final int FINDINGS_MAX = 20;

    private final LongAdder requests = new LongAdder();
    private final LongAdder attacks = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong longestProbeNanos = new AtomicLong();
    private final Map<String, String> bookings = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private volatile String excuse = "";
    private volatile Duration longest = Duration.ZERO;

    /** An honest client has sent something, for the first time or again. */
    void sent() {
        requests.increment();
    }

    /** The adversary has sent something. */
    void attacked() {
        attacks.increment();
    }

    /** An honest client got its answer, or gave up, after this time. */
    void waited(long nanos) {
        longestNanos.accumulateAndGet(nanos, Math::max);
    }

    void probed(long nanos) {
        longestProbeNanos.accumulateAndGet(nanos, Math::max);
    }

    void booked(String bookingId, String user) {
        acknowledged.increment();
        bookings.put(bookingId, user);
    }

    void cancelled(String bookingId) {
        acknowledged.increment();
        cancelled.add(bookingId);
    }

    /** The server refused a request of the adversary. */
    void refused(Reply reply) {
        refusals.computeIfAbsent(
                        reply.text("/error") + ": " + reply.text("/message").replaceAll("\\d+", "N"),
                        _ -> new LongAdder())
                .increment();
        if (!reply.namesLimit()) {
            find("A refusal does not name its limit: " + reply.body());
        }
    }

    /** An honest client got another answer than the one it wanted. */
    void keptWaiting(String reason) {
        excuse = reason;
    }

    /** The last unwanted answer to an honest client. */
    String excuse() {
        return excuse;
    }

    void find(String finding) {
        findings.add(finding);
    }

    /** The longest waits since the last call. */
    Waits waits() {
        Waits waits = new Waits(
                Duration.ofNanos(longestNanos.getAndSet(0)), Duration.ofNanos(longestProbeNanos.getAndSet(0)));
        longest = waits.client.compareTo(longest) > 0 ? waits.client : longest;
        return waits;
    }

    /**
     * Waiting times.
     *
     * @param client of an honest client, for its answer
     * @param probe of a probe
     */
    record Waits(Duration client, Duration probe) {}

    long attacks() {
        return attacks.sum();
    }

    /** How often the adversary got each kind of refusal. */
    Map<String, LongAdder> refusals() {
        return refusals;
    }

    /** The users of acknowledged bookings, by booking id. */
    Map<String, String> bookings() {
        return bookings;
    }

    boolean isCancelled(String bookingId) {
        return cancelled.contains(bookingId);
    }

    TrialTally tally(StarvationCheck check) {
        return new TrialTally(
                attacks.sum(),
                requests.sum(),
                acknowledged.sum(),
                0,
                check.lost(),
                check.doubled(),
                check.oversold(),
                longest,
                findings.stream().distinct().limit(FINDINGS_MAX).toList());
    }
}

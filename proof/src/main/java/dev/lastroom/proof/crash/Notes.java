package dev.lastroom.proof.crash;

import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.stress.SellerAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Supplier;

/** The counts and findings of one run. Thread-safe. */
public final class Notes {

    /** Further findings would likely say the same. */
    private static final int FINDINGS_MAX = 20;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final LongAccumulator longestStall = new LongAccumulator(Long::max, 0);
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> doubled = ConcurrentHashMap.newKeySet();
    private final Set<String> oversold = ConcurrentHashMap.newKeySet();

    /** Sends a request and times it. */
    SellerAnswer request(Supplier<SellerAnswer> send) {
        requests.incrementAndGet();
        long start = System.nanoTime();
        SellerAnswer answer = send.get();
        longestStall.accumulate(System.nanoTime() - start);
        return answer;
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    void unknown() {
        unknown.incrementAndGet();
    }

    public void lost(String key) {
        lost.add(key);
    }

    public void doubled(String key) {
        doubled.add(key);
    }

    public void oversold(String night) {
        oversold.add(night);
    }

    public void finding(String sentence) {
        findings.add(sentence);
    }

    public TrialTally tally(int faults) {
        List<String> first = findings.stream().distinct().limit(FINDINGS_MAX).toList();
        return new TrialTally(
                faults,
                requests.get(),
                acknowledged.get(),
                unknown.get(),
                lost.size(),
                doubled.size(),
                oversold.size(),
                Duration.ofNanos(longestStall.get()),
                first);
    }
}

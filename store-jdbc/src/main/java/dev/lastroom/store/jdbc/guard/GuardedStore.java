package dev.lastroom.store.jdbc.guard;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.webhook.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Wraps a store and keeps three kinds of work apart, so that none takes the others down: bookings, reads, and
 * housekeeping, which is the server's own work. Each has a {@link Breaker}. Reads run in threads of their own: one
 * {@link ReadPool} for reads, one for housekeeping and one for recounts, which may be long. Bookings run in threads of
 * the engine. Thread-safe.
 */
public final class GuardedStore implements Store {

    /** Housekeeping's reads are small: they look for what is due, and for the next events of webhooks. */
    static final ReadSettings HOUSEKEEPING = new ReadSettings(4, 1_000, Duration.ofSeconds(10));

    /** A recount reads all bookings. */
    static final ReadSettings RECOUNTS = new ReadSettings(2, 2, Duration.ofHours(1));

    private final Store store;
    private final Breaker bookings;
    private final Guard reads;
    private final Guard housekeeping;
    private final Guard recounts;

    /** A pool of threads and a breaker. */
    record Guard(ReadPool pool, Breaker breaker) {

        <T> T call(Supplier<T> read) {
            return pool.call(() -> breaker.call(read));
        }

        <T> T callToTheEnd(Supplier<T> work) {
            return pool.callToTheEnd(() -> breaker.call(work));
        }
    }

    /**
     * Puts guards in front of a store.
     *
     * @param store the store behind it, closed with this one
     */
    public GuardedStore(Store store, BreakerSettings breaker, ReadSettings reads) {
        this.store = store;
        this.bookings = new Breaker("bookings", breaker);
        this.reads = new Guard(new ReadPool("reads", reads), new Breaker("reads", breaker));
        Breaker ofHousekeeping = new Breaker("housekeeping", breaker);
        this.housekeeping = new Guard(new ReadPool("housekeeping", HOUSEKEEPING), ofHousekeeping);
        this.recounts = new Guard(new ReadPool("recounts", RECOUNTS), ofHousekeeping);
    }

    /** The breaker of bookings. */
    public Breaker bookings() {
        return bookings;
    }

    /** All breakers. */
    public List<Breaker> breakers() {
        return List.of(bookings, reads.breaker(), housekeeping.breaker());
    }

    /** All pools. */
    public List<ReadPool> pools() {
        return List.of(reads.pool(), housekeeping.pool(), recounts.pool());
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        return bookings.call(() -> store.apply(batch, decision, lockWait));
    }

    @Override
    public Reads reads() {
        return new GuardedReads(reads, recounts, store.reads(), store.housekeeping());
    }

    @Override
    public Reads housekeeping() {
        return new GuardedReads(housekeeping, recounts, store.housekeeping(), store.housekeeping());
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        return housekeeping.breaker().call(() -> store.sweepKeys(before, limit));
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> nights, Instant at) {
        return housekeeping.breaker().call(() -> store.repair(nights, at));
    }

    @Override
    public WebhookStore webhooks() {
        return new GuardedWebhooks(housekeeping, store.webhooks());
    }

    @Override
    public Optional<StoreClock> clock() {
        return store.clock().map(clock -> () -> bookings.call(clock::read));
    }

    @Override
    public int lanes() {
        return store.lanes();
    }

    @Override
    public void close() {
        pools().forEach(ReadPool::close);
        store.close();
    }
}

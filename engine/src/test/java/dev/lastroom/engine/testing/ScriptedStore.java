package dev.lastroom.engine.testing;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Tracked;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.webhook.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A store in memory that decides, commits and remembers like a real one. A test can block or break a transaction
 * before or after its commit. It has no reads. Thread-safe.
 */
public final class ScriptedStore implements Store {

    /** One call of {@link #apply}, successful or not. */
    public record Call(List<Request<?>> batch, LockWait lockWait, String thread) {}

    private final Map<PropertyId, Property> properties = new HashMap<>();
    private final Map<RoomTypeId, RoomType> roomTypes = new HashMap<>();
    private final Map<NightKey, Night> nights = new HashMap<>();
    private final Map<BookingId, Booking> bookings = new HashMap<>();
    private final Map<ScopedKey, KeyRecord> keys = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final int lanes;
    private volatile Consumer<List<Request<?>>> beforeCommit = _ -> {};
    private volatile Consumer<List<Request<?>>> afterCommit = _ -> {};
    private volatile Runnable beforeSweep = () -> {};
    private int closed;

    /** A store with the hotel and {@code nights} nights of {@code total} rooms from today. */
    public static ScriptedStore withHotel(int nights, int total) {
        ScriptedStore store = new ScriptedStore(1);
        store.properties.put(TestHotel.SEASIDE, TestHotel.PROPERTY);
        store.roomTypes.put(TestHotel.DELUXE, TestHotel.ROOM_TYPE);
        TestHotel.TODAY.datesUntil(TestHotel.TODAY.plusDays(nights)).forEach(date -> {
            Night night = TestHotel.night(date, total, 0);
            store.nights.put(night.key(), night);
        });
        return store;
    }

    /** An empty store. */
    public ScriptedStore(int lanes) {
        this.lanes = lanes;
    }

    /** Runs in every transaction before it decides; an exception rolls the transaction back. */
    public void beforeCommit(Consumer<List<Request<?>>> hook) {
        beforeCommit = hook;
    }

    /** Runs in every transaction after its commit; an exception hides the commit. */
    public void afterCommit(Consumer<List<Request<?>>> hook) {
        afterCommit = hook;
    }

    /** Runs in every sweep before it forgets anything. */
    public void beforeSweep(Runnable hook) {
        beforeSweep = hook;
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        synchronized (this) {
            calls.add(new Call(batch, lockWait, Thread.currentThread().getName()));
        }
        beforeCommit.accept(batch);
        List<Outcome<?>> outcomes = commit(batch, decision);
        afterCommit.accept(batch);
        return new Applied(outcomes, Duration.ZERO, List.of(), EventId.START);
    }

    private synchronized List<Outcome<?>> commit(List<Request<?>> batch, Decision decision) {
        WorkingSet rows = new WorkingSet(Footprint.of(batch).at());
        properties.forEach(rows.properties()::load);
        roomTypes.forEach(rows.roomTypes()::load);
        nights.forEach(rows.nights()::load);
        bookings.forEach(rows.bookings()::load);
        keys.forEach(rows.keys()::load);
        List<Outcome<?>> outcomes = TestHotel.asks(rows, batch).decide(batch, decision);
        keep(rows.properties(), properties, Property::id);
        keep(rows.roomTypes(), roomTypes, RoomType::id);
        keep(rows.nights(), nights, Night::key);
        keep(rows.bookings(), bookings, Booking::id);
        keep(rows.keys(), keys, KeyRecord::key);
        return outcomes;
    }

    private static <K extends Comparable<K>, V> void keep(Tracked<K, V> rows, Map<K, V> table, Function<V, K> key) {
        rows.added().forEach(row -> table.put(key.apply(row), row));
        rows.changed().forEach(row -> table.put(key.apply(row.now()), row.now()));
    }

    /** All calls so far, in order. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many commands each call carried. */
    public List<Integer> batchSizes() {
        return calls().stream().map(call -> call.batch().size()).toList();
    }

    public synchronized List<Booking> bookings() {
        return List.copyOf(bookings.values());
    }

    public synchronized int keysKept() {
        return keys.size();
    }

    public synchronized int timesClosed() {
        return closed;
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> wanted, Instant at) {
        throw new UnsupportedOperationException("no test of the engine repairs");
    }

    @Override
    public Reads reads() {
        throw new UnsupportedOperationException("this store is only written");
    }

    @Override
    public Reads housekeeping() {
        return reads();
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        beforeSweep.run();
        synchronized (this) {
            List<ScopedKey> old = keys.values().stream()
                    .filter(key -> key.createdAt().isBefore(before))
                    .map(KeyRecord::key)
                    .limit(limit)
                    .toList();
            old.forEach(keys::remove);
            return old.size();
        }
    }

    @Override
    public WebhookStore webhooks() {
        throw new UnsupportedOperationException("no test of the engine has webhooks");
    }

    @Override
    public Optional<StoreClock> clock() {
        return Optional.empty();
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public synchronized void close() {
        closed++;
    }
}

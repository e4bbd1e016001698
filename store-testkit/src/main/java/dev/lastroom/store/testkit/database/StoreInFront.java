package dev.lastroom.store.testkit.database;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Wraps a real store and passes everything on, except what a subclass changes. As thread-safe as the store. */
public abstract class StoreInFront implements Store {

    private final Store store;

    protected StoreInFront(Store store) {
        this.store = store;
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        return store.apply(batch, decision, lockWait);
    }

    @Override
    public Reads reads() {
        return store.reads();
    }

    @Override
    public Reads housekeeping() {
        return store.housekeeping();
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        return store.sweepKeys(before, limit);
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> nights, Instant at) {
        return store.repair(nights, at);
    }

    @Override
    public WebhookStore webhooks() {
        return store.webhooks();
    }

    @Override
    public Optional<StoreClock> clock() {
        return store.clock();
    }

    @Override
    public int lanes() {
        return store.lanes();
    }

    @Override
    public void close() {
        store.close();
    }
}

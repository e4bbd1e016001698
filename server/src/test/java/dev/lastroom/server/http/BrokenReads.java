package dev.lastroom.server.http;

import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;

/** A store with a bug: its reads fail in a way that nobody foresaw. */
record BrokenReads(Store store) implements Store {

    /** What the failure says, which no caller may see. */
    static final String SECRET = "password=hunter2";

    @Override
    public Reads reads() {
        return (Reads) Proxy.newProxyInstance(Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (_, _, _) -> {
            throw new IllegalStateException(SECRET);
        });
    }

    @Override
    public Applied apply(List<Request> batch, Decision decision, LockWait lockWait) {
        return store.apply(batch, decision, lockWait);
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        return store.sweepKeys(before, limit);
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

package dev.lastroom.server.testing;

import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.lang.reflect.Proxy;

/** A store with a bug: its reads fail in an unforeseen way. */
public final class BrokenReads extends StoreInFront {

    /** The text of the failure, which no caller may see. */
    public static final String SECRET = "password=hunter2";

    public BrokenReads(Store store) {
        super(store);
    }

    @Override
    public Reads reads() {
        return (Reads) Proxy.newProxyInstance(Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (_, _, _) -> {
            throw new IllegalStateException(SECRET);
        });
    }
}

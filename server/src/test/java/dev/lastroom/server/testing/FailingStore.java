package dev.lastroom.server.testing;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real store that fails on demand, and counts its calls. */
public final class FailingStore extends StoreInFront {

    public final AtomicInteger calls = new AtomicInteger();
    public final CountDownLatch probing = new CountDownLatch(1);
    public volatile CountDownLatch gate = new CountDownLatch(0);
    public volatile @Nullable Failure failure;

    public FailingStore(Store store) {
        super(store);
    }

    private void pass() {
        calls.incrementAndGet();
        if (gate.getCount() > 0) {
            probing.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        Failure now = failure;
        if (now != null) {
            throw new StoreException(now, "failed on demand", new SQLException("on demand"));
        }
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        pass();
        return super.apply(batch, decision, lockWait);
    }

    @Override
    public Reads reads() {
        Reads reads = super.reads();
        return (Reads) Proxy.newProxyInstance(
                Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (_, method, arguments) -> {
                    pass();
                    return method.invoke(reads, arguments);
                });
    }
}

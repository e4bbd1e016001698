package dev.lastroom.server.http;

import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.Failure;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.StoreInFront;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real store that fails on demand, and counts how often it is asked. */
final class FailingStore extends StoreInFront {

    final AtomicInteger calls = new AtomicInteger();
    final CountDownLatch probing = new CountDownLatch(1);
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile @Nullable Failure failure;

    FailingStore(Store store) {
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

package dev.lastroom.server.testing;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A store whose transactions wait at a gate, so that a test can look at one in progress. */
public final class GatedStore extends StoreInFront {

    public final CountDownLatch arrived = new CountDownLatch(1);
    public volatile CountDownLatch gate = new CountDownLatch(0);

    public GatedStore(Store store) {
        super(store);
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        if (gate.getCount() > 0) {
            arrived.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return super.apply(batch, decision, lockWait);
    }
}

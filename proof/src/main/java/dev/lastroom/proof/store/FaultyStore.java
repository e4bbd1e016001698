package dev.lastroom.proof.store;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A store in front of another one that fails on command: before, in the middle of or after the commit. Thread-safe if
 * its source of faults is.
 */
public final class FaultyStore extends StoreInFront {

    /** The request id that makes a planted database fail when it writes the request's event or key. */
    public static final String BROKEN_REQUEST = "planted-failure";

    private final Function<List<Request<?>>, Fault> faults;
    private final boolean planted;
    private final Set<NewId> lost = ConcurrentHashMap.newKeySet();

    /**
     * @param store the store behind it, which is left open when this one is closed: others may be in front of it too
     * @param faults decides the fault of a batch; it may wait first
     * @param planted whether the database fails the statements that write a {@linkplain #BROKEN_REQUEST marked}
     *     request
     */
    public FaultyStore(Store store, Function<List<Request<?>>, Fault> faults, boolean planted) {
        super(store);
        this.faults = faults;
        this.planted = planted;
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        return switch (faults.apply(batch)) {
            case NONE -> super.apply(batch, decision, lockWait);
            case CONFLICT -> throw failure(Failure.CONCURRENCY_ABORT);
            case UNAVAILABLE -> throw failure(Failure.STORE_UNAVAILABLE);
            case BROKEN_STATEMENT -> {
                // If it were marked, a request that is asked again would not be recognized as the one carried out.
                if (!planted || lost.contains(batch.getLast().newId())) {
                    throw failure(Failure.INTERNAL_ERROR);
                }
                yield super.apply(markLast(batch), decision, lockWait);
            }
            case COMMIT_LOST -> throw failure(Failure.OUTCOME_UNKNOWN);
            case ANSWER_LOST -> {
                super.apply(batch, decision, lockWait);
                batch.forEach(request -> lost.add(request.newId()));
                throw failure(Failure.OUTCOME_UNKNOWN);
            }
        };
    }

    private static StoreException failure(Failure failure) {
        return new StoreException(failure, "Injected", null);
    }

    private static List<Request<?>> markLast(List<Request<?>> batch) {
        List<Request<?>> marked = new ArrayList<>(batch);
        Request<?> last = marked.removeLast();
        Caller caller = new Caller(last.caller().owner(), BROKEN_REQUEST, null, null);
        marked.add(new Request<>(last.command(), caller, last.at(), last.newId()));
        return marked;
    }

    @Override
    public void close() {}
}

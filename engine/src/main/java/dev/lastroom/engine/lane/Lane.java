package dev.lastroom.engine.lane;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Limit;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with one drainer. Commands that contend wait here, in memory, not on row locks.
 *
 * <p>Protocol: any thread enqueues under the lock. It is told at once if the lane is full or closed, or if the wait
 * would be too long: a command that cannot be served in time is better turned away. Each owner's share is bounded too,
 * and {@linkplain Turns owners take turns}, so that an owner with many commands delays only its own. The drainer, a
 * platform thread, takes all waiting commands up to the batch limits, releases the lock, applies the batch and
 * completes its tickets; later arrivals form the next batch. So a lone command is applied at once, and batches grow
 * with the load. If the drainer is idle, a caller that waits anyway applies its command {@linkplain #run itself}, and
 * the drainer waits meanwhile. Commands of one owner are taken in order of arrival. If many wait, an idle {@linkplain
 * Neighbours neighbour} takes over the next batch, and both are applied at once. While the lane {@linkplain Contention
 * meets other servers}, it waits for a lease before it takes a batch. A closed lane accepts nothing more;
 * its drainer ends when the queue is empty, so that every accepted ticket is completed. If the drainer ends early for
 * any reason, the lane accepts nothing more either, and the drainer completes all tickets before it exits.
 */
final class Lane implements AutoCloseable {

    /**
     * The most nights that the commands of one batch touch together, unless one command alone touches more. Opening
     * years of nights for hundreds of room types must not add up to a transaction that exceeds its time limit.
     */
    static final int BATCH_NIGHTS_MAX = 10_000;

    /**
     * This many batches may always wait, however slow the last ones were: they are a burst, such as one batch of 1,000
     * bookings over HTTP. Only a longer queue is refused for its waiting time.
     */
    static final int ALWAYS_TAKEN_BATCHES = 2;

    /** An idle lane takes over only from a queue of this length: small batches cost more than they gain. */
    static final int HELP_FROM = 64;

    /** Longer than any batch takes, with all its retries, at the default limits. */
    static final Duration STUCK_AFTER = Duration.ofMinutes(2);

    private final int queueMax;
    private final int queueOwnerMax;
    private final int batchMax;
    private final long waitNanosMax;
    private final BatchRunner runner;
    private final Neighbours neighbours;
    private final Contention contention;
    private final Breakdown breakdown;
    private final String name;
    private final Thread drainer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Turns queue = new Turns();
    private final BatchPace pace = new BatchPace();
    private boolean closed;
    private boolean askedForHelp;
    private boolean drainerWaits;
    private boolean callerApplies;
    private volatile boolean idle;

    Lane(
            String name,
            EngineSettings settings,
            BatchRunner runner,
            Neighbours neighbours,
            Contention contention,
            Breakdown breakdown) {
        this.queueMax = settings.laneQueueMax();
        this.queueOwnerMax = settings.laneQueueOwnerMax();
        this.batchMax = settings.batchCommandsMax();
        this.waitNanosMax = settings.laneWaitMax().toNanos();
        this.runner = runner;
        this.neighbours = neighbours;
        this.contention = contention;
        this.breakdown = breakdown;
        this.name = name;
        this.drainer = Thread.ofPlatform().name(name).start(this::drain);
    }

    <R> CompletableFuture<Outcome<R>> enqueue(Request<R> request) {
        Ticket<R> ticket = new Ticket<>(request);
        boolean isLong;
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.completedFuture(
                        new Failed<>(Failure.STORE_UNAVAILABLE, "The engine is closed"));
            }
            Turns.OwnerQueue its = queue.of(request.caller().owner());
            Failed<R> refusal = refusal(its);
            if (refusal != null) {
                return CompletableFuture.completedFuture(refusal);
            }
            queue.add(its, ticket);
            if (!callerApplies) {
                arrived.signal();
            }
            isLong = queue.size() >= HELP_FROM && !contention.isCoordinated();
        } finally {
            lock.unlock();
        }
        if (isLong) {
            neighbours.askForHelp();
        }
        return ticket.outcome();
    }

    /**
     * Carries out a command and waits for its outcome. If nothing else is to be done, it is applied on this thread: to
     * hand it over and its outcome back would take two changes of threads, which a lone command can only wait for.
     */
    <R> Outcome<R> run(Request<R> request) {
        if (contention.isCoordinated() || !mayApply(Thread.currentThread()) || !beginsToApply()) {
            return enqueue(request).join();
        }
        Ticket<R> ticket = new Ticket<>(request);
        // An interrupt is for the caller. The pool of connections would take it for a failure.
        boolean interrupted = Thread.interrupted();
        try {
            apply(List.of(ticket));
        } finally {
            endsToApply();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return ticket.outcome().join();
    }

    /**
     * An interrupt would close the connection for which a virtual thread waits. A pool that forks and joins replaces a
     * thread that waits for a future, but not one that waits for a database.
     */
    private static boolean mayApply(Thread caller) {
        return !caller.isVirtual() && !(caller instanceof ForkJoinWorkerThread);
    }

    private boolean beginsToApply() {
        lock.lock();
        try {
            if (!drainerWaits || callerApplies || closed || askedForHelp || !queue.isEmpty()) {
                return false;
            }
            callerApplies = true;
            idle = false;
            pace.began(System.nanoTime());
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void endsToApply() {
        lock.lock();
        try {
            callerApplies = false;
            idle = true;
            pace.ended(System.nanoTime());
            if (!queue.isEmpty() || closed || askedForHelp) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why a command cannot wait in its queue; null if it can. */
    private <R> @Nullable Failed<R> refusal(Turns.OwnerQueue its) {
        if (queue.size() >= queueMax) {
            return new Failed<>(
                    Failure.OVERLOADED,
                    "The queue is full: " + queueMax + " commands are waiting",
                    new Limit("laneQueueMax", queueMax));
        }
        if (its.size() >= queueOwnerMax) {
            return new Failed<>(
                    Failure.OVER_SHARE,
                    "The owner's share of the queue is full: " + queueOwnerMax + " of its commands are waiting",
                    new Limit("laneQueueOwnerMax", queueOwnerMax));
        }
        int before = queue.before(its);
        if (before >= ALWAYS_TAKEN_BATCHES * batchMax && wouldWaitTooLong(before / batchMax)) {
            return new Failed<>(
                    Failure.OVERLOADED,
                    "The queue is too long: " + before + " commands are ahead of this one",
                    new Limit("laneWaitMax", TimeUnit.NANOSECONDS.toMillis(waitNanosMax)));
        }
        return null;
    }

    private boolean wouldWaitTooLong(int batchesBefore) {
        return pace.nanosPerBatch(System.nanoTime()) > waitNanosMax / batchesBefore;
    }

    int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        try {
            for (List<Ticket<?>> batch = takeBatch(); !batch.isEmpty(); batch = takeBatch()) {
                apply(batch);
            }
        } catch (RuntimeException | Error e) {
            breaksDown(List.of(), e);
        } finally {
            contention.passOn();
        }
    }

    private void apply(List<Ticket<?>> batch) {
        try {
            List<Request<?>> requests = new ArrayList<>(batch.size());
            batch.forEach(ticket -> requests.add(ticket.request()));
            List<Outcome<?>> outcomes = runner.run(requests);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer(outcomes.get(i));
            }
        } catch (RuntimeException | Error e) {
            breaksDown(batch, e);
        }
    }

    private void breaksDown(List<Ticket<?>> batch, Throwable e) {
        Breakdown.Cause cause = new Breakdown.Cause(name, e);
        try {
            breakdown.report(cause.part(), e);
        } finally {
            abandon(batch, cause);
        }
    }

    /** Answers all accepted commands: those of the batch may be committed, the others were never tried. */
    private void abandon(List<Ticket<?>> batch, Breakdown.Cause cause) {
        List<Ticket<?>> waiting;
        lock.lock();
        try {
            closed = true;
            waiting = queue.removeAll();
        } finally {
            lock.unlock();
        }
        batch.forEach(ticket -> ticket.answer(new Failed<>(Failure.OUTCOME_UNKNOWN, cause.message())));
        waiting.forEach(ticket -> ticket.answer(broken(cause)));
    }

    /** The answer to every command after a breakdown. */
    static <R> Failed<R> broken(Breakdown.Cause cause) {
        return new Failed<>(
                Failure.STORE_UNAVAILABLE, "The engine has failed and must be restarted: " + cause.message());
    }

    /** The fault that stops it from carrying out commands; null if there is none. */
    @Nullable
    String fault() {
        if (!drainer.isAlive()) {
            return name + " has stopped";
        }
        lock.lock();
        try {
            long nanos = pace.nanosUnderWay(System.nanoTime());
            return nanos > STUCK_AFTER.toNanos() ? name + " has not finished a batch for minutes" : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for commands. An empty batch means that the lane is closed and done.
     *
     * <p>The drainer says that it is idle before it looks at its neighbours, and a neighbour's queue grows before
     * anybody looks for an idle lane: so one of the two always sees the other, and no long queue goes without help.
     */
    private List<Ticket<?>> takeBatch() {
        while (true) {
            contention.passOn();
            if (hasWork()) {
                contention.awaitLease();
                List<Ticket<?>> batch = takeWaiting();
                if (batch != null) {
                    return batch;
                }
                continue;
            }
            try {
                List<Ticket<?>> batch = neighbours.takeOver();
                if (!batch.isEmpty()) {
                    return batch;
                }
                awaitWork();
            } finally {
                idle = false;
            }
        }
    }

    /** Whether commands wait, or the lane is closed. If neither, it is idle from now on. */
    private boolean hasWork() {
        lock.lock();
        try {
            pace.ended(System.nanoTime());
            boolean hasWork = !queue.isEmpty() || closed;
            if (hasWork) {
                pace.began(System.nanoTime());
            } else {
                idle = true;
            }
            return hasWork;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, empty if the lane is closed and done; null if a neighbour has taken over what waited. */
    private @Nullable List<Ticket<?>> takeWaiting() {
        lock.lock();
        try {
            return queue.isEmpty() && !closed ? null : removeBatch();
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork() {
        lock.lock();
        try {
            drainerWaits = true;
            while (callerApplies || (queue.isEmpty() && !closed && !askedForHelp)) {
                arrived.awaitUninterruptibly();
            }
            drainerWaits = false;
            askedForHelp = false;
        } finally {
            lock.unlock();
        }
    }

    private List<Ticket<?>> removeBatch() {
        List<Ticket<?>> batch = new ArrayList<>(Math.min(batchMax, queue.size()));
        int nights = 0;
        while (!queue.isEmpty() && batch.size() < batchMax) {
            nights += queue.next().request().command().nights();
            if (nights > BATCH_NIGHTS_MAX && !batch.isEmpty()) {
                break;
            }
            batch.add(queue.remove());
        }
        return batch;
    }

    /** Whether the drainer is idle: a hint, read without the lock. */
    boolean isIdle() {
        return idle;
    }

    /** Whether the drainer waits for work. */
    boolean isWaiting() {
        lock.lock();
        try {
            return drainerWaits;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the drainer look for a neighbour to help. */
    void askForHelp() {
        lock.lock();
        try {
            askedForHelp = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the next batch away, if enough commands wait to justify a transaction of its own. */
    List<Ticket<?>> giveAway() {
        lock.lock();
        try {
            return queue.size() >= HELP_FROM && !contention.isCoordinated() ? removeBatch() : List.of();
        } finally {
            lock.unlock();
        }
    }

    void stopAccepting() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every accepted command is answered. */
    @Override
    public void close() {
        stopAccepting();
        boolean interrupted = false;
        while (true) {
            try {
                drainer.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.lastroom.engine.store;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.webhook.WebhookStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The seam between the engine and a database. A store is thread-safe, and correct with any number of engines in any
 * number of processes on one database: its locks and constraints carry the promises, not the engine's lanes.
 */
public interface Store extends AutoCloseable {

    /**
     * Applies a batch as one transaction: locks and reads the rows of its footprint, lets {@code decision}
     * decide each request, writes all changes and commits durably. When it returns, everything is on disk; when it
     * throws anything but {@link dev.lastroom.engine.outcome.Failure#OUTCOME_UNKNOWN}, nothing happened.
     *
     * <p>Locks are taken in one order everywhere: the store's implementation of {@code Reading.read} takes them, and says which.
     *
     * @throws StoreException if it could not be carried out
     */
    Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait);

    /** Plain reads, which take no locks, for those who ask. */
    Reads reads();

    /** The same for what the server does by itself, on connections of its own: however many ask, it goes on. */
    Reads housekeeping();

    /**
     * Forgets at most {@code limit} idempotency keys that were made before {@code before}.
     *
     * @return how many were forgotten
     * @throws StoreException if it could not be carried out
     */
    int sweepKeys(Instant before, int limit);

    /**
     * Counts nights anew from their live bookings and corrects those whose count is wrong, as one transaction that
     * locks the nights before it counts: so no booking that is made meanwhile is lost or counted twice. Each correction
     * is recorded in {@code night_repair}. It reads all bookings whose stays touch the dates, and the nights are locked
     * for so long: give it few nights, such as a hundred at a time. It can safely be called again.
     *
     * @param nights the nights to look at
     * @param at the time to record
     * @return what became of the nights whose count was wrong, by room type and date; the others are as they should be
     * @throws StoreException if it could not be carried out
     */
    List<Repair> repair(SortedSet<NightKey> nights, Instant at);

    /** The webhooks that are told of its events. */
    WebhookStore webhooks();

    /** The clock that all servers on the database share; empty where that is the clock of the machine. */
    Optional<StoreClock> clock();

    /** How many batches it can usefully apply at the same time: so many lanes an engine has by default. */
    int lanes();

    /** Closes all connections. */
    @Override
    void close();
}

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
 * number of processes on one database: its locks and constraints keep the promises, not the engine's lanes.
 */
public interface Store extends AutoCloseable {

    /**
     * Applies a batch as one transaction: locks and reads the rows of its footprint, has {@code decision} decide each
     * request, writes all changes and commits durably. When it returns, everything is on disk. When it throws anything
     * but {@link dev.lastroom.engine.outcome.Failure#OUTCOME_UNKNOWN}, nothing happened.
     *
     * <p>All stores take locks in one order: the store's implementation of {@code Reading.read} takes them and
     * documents the order.
     *
     * @throws StoreException if it could not be carried out
     */
    Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait);

    /** Plain reads for callers. They take no locks. */
    Reads reads();

    /**
     * Plain reads for the server's own work, on their own connections, so that they go on however many callers read.
     */
    Reads housekeeping();

    /**
     * Forgets at most {@code limit} idempotency keys that were made before {@code before}.
     *
     * @return how many were forgotten
     * @throws StoreException if it could not be carried out
     */
    int sweepKeys(Instant before, int limit);

    /**
     * Recounts nights from their live bookings and corrects wrong counts, as one transaction. It locks the nights
     * before it counts, so that no booking made meanwhile is lost or counted twice. It records each correction in
     * {@code night_repair}. It reads all bookings whose stays touch the dates, and keeps the nights locked meanwhile:
     * pass few nights at a time, such as a hundred. Calling it again is safe.
     *
     * @param nights the nights to recount
     * @param at the time to record
     * @return the nights whose count was wrong and what was done, by room type and date; all others are correct
     * @throws StoreException if it could not be carried out
     */
    List<Repair> repair(SortedSet<NightKey> nights, Instant at);

    /** The webhooks that receive its events. */
    WebhookStore webhooks();

    /** The clock that all servers on the database share; empty if that is the machine's clock. */
    Optional<StoreClock> clock();

    /** How many batches it can usefully apply at the same time, which is the engine's default number of lanes. */
    int lanes();

    /** Closes all connections. */
    @Override
    void close();
}

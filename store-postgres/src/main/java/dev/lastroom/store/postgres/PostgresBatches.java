package dev.lastroom.store.postgres;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Loop;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.command.AllotmentCommand;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.jdbc.Catalogue;
import dev.lastroom.store.postgres.sql.PostgresFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies batches, each in a transaction. It locks what a batch needs before it decides. In optimistic mode it decides
 * on remembered state instead, and the database proves that state when the batch is written. Thread-safe.
 *
 * <p>Optimistic mode relies on the proofs below. If one fails, the batch leaves no trace.
 * <ul>
 *   <li>Counts are added to, not set, and the table's CHECK refuses to oversell a night.
 *   <li>The facts of a night, such as its price, must be those that were decided on.
 *   <li>A key that is not new violates its primary key.
 *   <li>The catalogue must have the remembered version.
 * </ul>
 *
 * <p>A refusal writes nothing that could be proved, so no request is refused from memory: the batch is decided again
 * under locks.
 */
final class PostgresBatches {

    private final PostgresMemory memory;

    PostgresBatches(boolean optimistic) {
        this.memory = new PostgresMemory(optimistic);
    }

    /** Whether a batch may rely on memory: in optimistic mode, if it only takes rooms and gives them back. */
    boolean mayRemember(List<Request<?>> batch) {
        return memory.isOptimistic()
                && batch.stream().allMatch(request -> switch (request.command()) {
                    case Book book -> book.holdFor() == null && book.wanted().allotmentId() == null;
                    // Cancelling a cancelled booking writes nothing, and so proves nothing about a key.
                    case Cancel cancel -> cancel.target().givenKey() == null;
                    case OfBooking _,
                            BookGroup _,
                            OfGroup _,
                            WaitlistCommand _,
                            AllotmentCommand _,
                            CatchUp _,
                            OpenNights _,
                            SaveProperty _,
                            SaveRoomType _ -> false;
                });
    }

    /** Records why memory was wrong, and so what the next try must read. */
    void disproved(Footprint footprint, StoreException e) {
        if (PostgresFailures.isUniqueViolation(e.getCause())) {
            memory.lookUpKeys();
        } else {
            memory.counts().forget(footprint.roomTypes());
        }
    }

    /** Applies a batch and commits. */
    Applied apply(
            Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision, boolean fromMemory)
            throws SQLException {
        Applied applied = fromMemory ? applyFromMemory(connection, batch, footprint, decision) : null;
        return applied != null ? applied : applyLocked(connection, batch, footprint, decision);
    }

    /** Decides without locks. Returns null, having written nothing, if memory does not suffice. */
    private @Nullable Applied applyFromMemory(
            Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision) throws SQLException {
        long start = System.nanoTime();
        PostgresTables tables = PostgresTables.in(connection, memory);
        WorkingSet working = new WorkingSet(footprint.at());
        Needs needs = new Needs(footprint, tables.peek(working, footprint));
        if (!needs.allotments().isEmpty()) {
            return null;
        }
        Set<RoomTypeId> roomTypes = needs.roomTypes();
        Catalogue known = memory.catalogue();
        if (memory.isWaitedFor(roomTypes)
                || !known.load(roomTypes, working).isEmpty()
                || !memory.counts().load(needs.nights(), needs.known().bookings(), working)) {
            return null;
        }
        // A key that is not remembered counts as absent. Writing the batch proves it.
        working.asks(needs);
        if (memory.looksUpKeys()) {
            tables.keys().load(working, footprint.keys());
            tables.script().run();
            tables.keys().loadReplayed(working, Set.of());
        }
        Duration loaded = Duration.ofNanos(System.nanoTime() - start);
        List<Outcome<?>> outcomes = working.decide(batch, decision);
        // A batch without writes proves nothing, and its commit does not wait for a standby to have what it reports.
        if (working.nights().rewritten().isEmpty() || outcomes.stream().anyMatch(Outcome.Refused.class::isInstance)) {
            return null;
        }
        tables.proveAndCommit(working, known.version(), footprint.at(), roomTypes);
        memory.counts().add(working.nights().changed());
        return new Applied(outcomes, loaded, working.events(), tables.events().last());
    }

    /** Locks and reads until nothing more is needed, then decides. */
    private Applied applyLocked(Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision)
            throws SQLException {
        long start = System.nanoTime();
        PostgresReading reading = new PostgresReading(connection, memory, footprint);
        WorkingSet working = Loop.load(footprint, reading).working();
        Duration locked = Duration.ofNanos(System.nanoTime() - start);
        List<Outcome<?>> outcomes = working.decide(batch, decision);
        reading.tables().writeAndCommit(working);
        if (memory.isOptimistic()) {
            memory.counts().remember(working.nights().now());
        }
        return new Applied(
                outcomes, locked, working.events(), reading.tables().events().last());
    }
}

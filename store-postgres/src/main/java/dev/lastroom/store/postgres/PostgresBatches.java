package dev.lastroom.store.postgres;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Applies batches, each in a transaction. It locks what a batch needs before it decides; or, in optimistic mode, takes
 * it as it is remembered and lets the database prove it when it is written. Thread-safe.
 *
 * <p>Optimistic mode relies on these proofs, and a batch of which one fails leaves no trace: the counts are added to and
 * not set, and the table's CHECK refuses to oversell a night; a night's offer must be the one that was decided on; a key
 * that is not new violates its primary key; and the catalogue must have the version that is remembered. A refusal
 * writes nothing that could be proved, so nobody is refused out of memory: the batch is decided again under locks.
 */
final class PostgresBatches {

    /** For how long keys are looked up once somebody has sent one again that was taken for new. */
    private static final Duration LOOK_UP_KEYS = Duration.ofSeconds(1);

    private final boolean optimistic;
    private final Counts counts = new Counts();
    private volatile Catalogue catalogue = new Catalogue(-1);
    private volatile long lookUpKeysUntil = System.nanoTime();

    PostgresBatches(boolean optimistic) {
        this.optimistic = optimistic;
    }

    /** Whether memory may be relied on: in optimistic mode, and for a batch that only takes rooms and gives them back. */
    boolean mayRemember(List<Request> batch) {
        return optimistic
                && batch.stream().allMatch(request -> switch (request.command()) {
                    case Book _, Cancel _ -> true;
                    case OpenNights _, SaveProperty _, SaveRoomType _ -> false;
                });
    }

    /** Takes note of why memory was wrong, and so of what to read in the next try. */
    void disproved(Footprint footprint, StoreException e) {
        if (PostgresFailures.isUniqueViolation(e.getCause())) {
            lookUpKeysUntil = System.nanoTime() + LOOK_UP_KEYS.toNanos();
        } else {
            counts.forget(footprint.roomTypes());
        }
    }

    /** Applies a batch and commits. */
    Applied apply(
            Connection connection, List<Request> batch, Footprint footprint, Decision decision, boolean fromMemory)
            throws SQLException {
        long start = System.nanoTime();
        WorkingSet working = new WorkingSet();
        PostgresLoad load = new PostgresLoad(connection, working);
        PostgresWrite write = new PostgresWrite(connection);
        List<Booking> toCancel = load.lockBookings(footprint.bookings());
        SortedSet<NightKey> nights = footprint.nightsWith(toCancel);
        Catalogue known = catalogue;
        int givenBack = toCancel.stream().mapToInt(Booking::rooms).sum();
        boolean remembered = fromMemory
                && known.load(footprint.roomTypes(), working).isEmpty()
                && counts.load(nights, givenBack, working);
        if (remembered) {
            write.expectCatalogue(known.version());
            if (System.nanoTime() - lookUpKeysUntil < 0) {
                load.keys(footprint.keys());
            }
            load.run();
        } else {
            lockAndLoad(footprint, nights, load, working);
        }
        Duration locked = Duration.ofNanos(System.nanoTime() - start);
        List<Outcome> outcomes = working.decide(batch, decision);
        if (remembered && outcomes.stream().anyMatch(Outcome.Refused.class::isInstance)) {
            return apply(connection, batch, footprint, decision, false);
        }
        write.writeAndCommit(working, !remembered);
        if (optimistic) {
            counts.remember(working.nights().now());
        }
        return new Applied(outcomes, locked);
    }

    /** Locks nights by room type and date, which is after bookings and before keys in every transaction. */
    private void lockAndLoad(Footprint footprint, Set<NightKey> nights, PostgresLoad load, WorkingSet working)
            throws SQLException {
        load.lockNights(nights);
        load.keys(footprint.keys());
        if (footprint.properties().isEmpty()) {
            loadKnown(footprint, load, working);
        } else {
            load.roomTypes(footprint.roomTypes(), _ -> {});
            load.properties(footprint.properties(), footprint.roomTypes(), _ -> {});
            load.run();
        }
    }

    /** Reads of the catalogue only what is not known in its version of now. */
    private void loadKnown(Footprint footprint, PostgresLoad load, WorkingSet working) throws SQLException {
        List<RoomTypeId> unknown = optimistic ? counts.unknown(footprint) : List.of();
        if (!unknown.isEmpty()) {
            load.peekAtNights(unknown, footprint.firstDate(), night -> counts.remember(List.of(night)));
        }
        AtomicLong version = new AtomicLong();
        load.catalogueVersion(version::set);
        load.run();
        Catalogue known = catalogue;
        if (known.version() != version.get()) {
            known = new Catalogue(version.get());
            catalogue = known;
        }
        List<RoomTypeId> missing = known.load(footprint.roomTypes(), working);
        if (!missing.isEmpty()) {
            load.roomTypes(missing, known::add);
            load.properties(Set.of(), missing, known::add);
            load.run();
        }
    }
}

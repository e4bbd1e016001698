package dev.lastroom.store.postgres;

import dev.lastroom.engine.booking.AllotmentCommand;
import dev.lastroom.engine.booking.Command.Book;
import dev.lastroom.engine.booking.Command.Cancel;
import dev.lastroom.engine.booking.Command.CatchUp;
import dev.lastroom.engine.booking.Command.OfBooking;
import dev.lastroom.engine.booking.Command.OpenNights;
import dev.lastroom.engine.booking.Command.SaveProperty;
import dev.lastroom.engine.booking.Command.SaveRoomType;
import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.GroupCommand.BookGroup;
import dev.lastroom.engine.booking.GroupCommand.OfGroup;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.WaitlistCommand;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Loop;
import dev.lastroom.engine.store.Needs;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

    /** Where a day begins last. */
    private static final ZoneOffset EARTHS_LAST_ZONE = ZoneOffset.ofHours(-12);

    private final boolean optimistic;
    private final Counts counts = new Counts();

    /** Room types of which somebody was last seen to wait or to have an offer: a hint of what to read first. */
    private final Set<RoomTypeId> waitedFor = ConcurrentHashMap.newKeySet();

    private volatile Catalogue catalogue = new Catalogue(-1);
    private volatile long lookUpKeysUntil = System.nanoTime();

    PostgresBatches(boolean optimistic) {
        this.optimistic = optimistic;
    }

    /** Whether memory may be relied on: in optimistic mode, and for a batch that only takes rooms and gives them back. */
    boolean mayRemember(List<Request<?>> batch) {
        return optimistic
                && batch.stream().allMatch(request -> switch (request.command()) {
                    case Book book -> book.holdFor() == null && book.wanted().allotmentId() == null;
                    // One that is cancelled already writes nothing, and so proves nothing of a key.
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
            Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision, boolean fromMemory)
            throws SQLException {
        Applied applied = fromMemory ? applyFromMemory(connection, batch, footprint, decision) : null;
        return applied != null ? applied : applyLocked(connection, batch, footprint, decision);
    }

    /** Decides before anything is locked. Gives null, and has written nothing, where memory does not suffice. */
    private @Nullable Applied applyFromMemory(
            Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision) throws SQLException {
        long start = System.nanoTime();
        WorkingSet working = new WorkingSet(footprint.at());
        PostgresLoad load = new PostgresLoad(connection, working);
        Needs needs = new Needs(footprint, load.peek(footprint));
        if (!needs.allotments().isEmpty()) {
            return null;
        }
        Set<RoomTypeId> roomTypes = needs.roomTypes();
        Catalogue known = catalogue;
        if (isWaitedFor(roomTypes)
                || !known.load(roomTypes, working).isEmpty()
                || !counts.load(needs.nights(), needs.known().bookings(), working)) {
            return null;
        }
        // What is not remembered is taken for absent: whether that was right, is proved when all is written.
        working.asks(needs);
        if (System.nanoTime() - lookUpKeysUntil < 0) {
            load.keys(footprint.keys());
        }
        load.run();
        Duration loaded = Duration.ofNanos(System.nanoTime() - start);
        List<Outcome<?>> outcomes = working.decide(batch, decision);
        // What writes nothing proves nothing, and its commit waits for no standby to have what it tells of.
        if (working.nights().rewritten().isEmpty() || outcomes.stream().anyMatch(Outcome.Refused.class::isInstance)) {
            return null;
        }
        new PostgresWrite(connection).proveAndCommit(working, known.version(), footprint.at(), roomTypes);
        counts.add(working.nights().changed());
        return new Applied(outcomes, loaded);
    }

    /** Locks and reads until nothing more is needed, and decides. */
    private Applied applyLocked(Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision)
            throws SQLException {
        long start = System.nanoTime();
        WorkingSet working = Loop.load(footprint, new PostgresReading(connection, this, footprint))
                .working();
        Duration locked = Duration.ofNanos(System.nanoTime() - start);
        List<Outcome<?>> outcomes = working.decide(batch, decision);
        new PostgresWrite(connection).writeAndCommit(working);
        if (optimistic) {
            counts.remember(working.nights().now());
        }
        return new Applied(outcomes, locked);
    }

    /** Whether somebody was last seen to wait for one of these: a hint. */
    boolean isWaitedFor(Collection<RoomTypeId> roomTypes) {
        return !waitedFor.isEmpty() && roomTypes.stream().anyMatch(waitedFor::contains);
    }

    /** Optimistic mode remembers all nights of the room types that it meets, from the earliest business day on earth. */
    Map<RoomTypeId, RememberedNights> peekAtNights(Footprint footprint, PostgresLoad load) {
        List<RoomTypeId> unknown = optimistic && !footprint.nights().isEmpty() ? counts.unknown(footprint) : List.of();
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Duration behind = Duration.between(LocalTime.MIDNIGHT, Property.BUSINESS_DAY_ENDS_MAX);
        LocalDate today = LocalDate.ofInstant(footprint.at().minus(behind), EARTHS_LAST_ZONE);
        Map<RoomTypeId, RememberedNights> peeked = new HashMap<>();
        unknown.forEach(id -> peeked.put(id, new RememberedNights(id, today)));
        load.peekAtNights(
                unknown,
                today,
                night -> Objects.requireNonNull(peeked.get(night.roomTypeId())).put(night));
        return peeked;
    }

    /** Takes note of for which of these room types somebody waits. */
    void noteWaitedFor(Set<RoomTypeId> roomTypes, Set<RoomTypeId> found) {
        if (!found.isEmpty() || !waitedFor.isEmpty()) {
            waitedFor.addAll(found);
            waitedFor.removeIf(id -> roomTypes.contains(id) && !found.contains(id));
        }
    }

    /** Begins to remember the nights of these room types. */
    void remember(Map<RoomTypeId, RememberedNights> nights) {
        nights.forEach(counts::begin);
    }

    /** Asks of the catalogue only for what is not known in its version of now. */
    void loadCatalogue(long version, Set<RoomTypeId> roomTypes, PostgresLoad load, WorkingSet working) {
        Catalogue known = catalogue;
        if (known.version() != version) {
            known = new Catalogue(version);
            catalogue = known;
        }
        List<RoomTypeId> missing = known.load(roomTypes, working);
        if (!missing.isEmpty()) {
            load.roomTypes(missing, known::add);
            load.properties(Set.of(), missing, known::add);
        }
    }
}

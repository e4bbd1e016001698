package dev.lastroom.store.postgres;

import dev.lastroom.engine.booking.AllotmentCommand;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
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
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.Footprint;
import dev.lastroom.engine.store.Known;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.store.WorkingSet;
import dev.lastroom.store.jdbc.Catalogue;
import dev.lastroom.store.postgres.PostgresLoad.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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

    /** How often a batch looks for more to lock before it fails as one that met others. */
    private static final int LOOKS_MAX = 10;

    /** Where a day begins last. */
    private static final ZoneOffset EARTHS_LAST_ZONE = ZoneOffset.ofHours(-12);

    private static final String SERIALIZATION_FAILURE = "40001";

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
        WorkingSet working = new WorkingSet();
        PostgresLoad load = new PostgresLoad(connection, working);
        Known toCancel = load.peek(footprint);
        if (!footprint.allotmentsWith(toCancel).isEmpty()) {
            return null;
        }
        Set<RoomTypeId> roomTypes = footprint.roomTypesWith(toCancel);
        Catalogue known = catalogue;
        if (isWaitedFor(roomTypes)
                || !known.load(roomTypes, working).isEmpty()
                || !counts.load(footprint.nightsWith(toCancel), toCancel.bookings(), working)) {
            return null;
        }
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

    /**
     * Locks nights by room type and date, and decides. Bookings, holds that have lapsed, releases that are due, and those who
     * wait for the room types, are read once the nights are locked; if they have others, it begins anew with these.
     */
    private Applied applyLocked(Connection connection, List<Request<?>> batch, Footprint footprint, Decision decision)
            throws SQLException {
        long start = System.nanoTime();
        Known known = new PostgresLoad(connection, new WorkingSet()).peek(footprint);
        boolean readsLine = isWaitedFor(footprint.roomTypesWith(known));
        if (readsLine) {
            peekAtLine(connection, footprint, known);
        }
        for (int look = 0; look < LOOKS_MAX; look++) {
            WorkingSet working = new WorkingSet();
            Known found = new Known();
            boolean isWaitedFor = lockAndLoad(connection, footprint, known, readsLine, working, found);
            if (isWaitedFor ? readsLine && isAsked(footprint, known, found) : isLocked(footprint, known, found)) {
                Duration locked = Duration.ofNanos(System.nanoTime() - start);
                List<Outcome<?>> outcomes = working.decide(batch, decision);
                new PostgresWrite(connection).writeAndCommit(working);
                if (optimistic) {
                    counts.remember(working.nights().now());
                }
                return new Applied(outcomes, locked);
            }
            connection.rollback();
            known = found;
            if (isWaitedFor && !readsLine) {
                peekAtLine(connection, footprint, known);
            }
            readsLine = isWaitedFor;
        }
        throw new SQLException("bookings changed while their nights were being locked", SERIALIZATION_FAILURE);
    }

    /** Whether what was locked for what was known suffices for what was found then. */
    private static boolean isLocked(Footprint footprint, Known known, Known found) {
        return footprint.roomTypesWith(known).containsAll(footprint.roomTypesWith(found))
                && footprint.nightsWith(known).containsAll(footprint.nightsWith(found))
                && footprint.holdersWith(known).containsAll(footprint.holdersWith(found));
    }

    /** Whether all is locked, and no more came free than what those in line were asked for. */
    private static boolean isAsked(Footprint footprint, Known known, Known found) {
        return isLocked(footprint, known, found) && isCovered(footprint.freedWith(found), footprint.freedWith(known));
    }

    private static boolean isCovered(Map<NightKey, Integer> freed, Map<NightKey, Integer> asked) {
        return freed.entrySet().stream().allMatch(night -> night.getValue() <= asked.getOrDefault(night.getKey(), 0));
    }

    /** Finds what nights those have who may come to fit, so that these are locked the first time. */
    private static void peekAtLine(Connection connection, Footprint footprint, Known known) throws SQLException {
        PostgresLoad load = new PostgresLoad(connection, new WorkingSet());
        load.line(footprint, known, known::add);
        load.run();
    }

    /**
     * In every transaction users come before room types, these before nights, and nights before keys.
     *
     * @param readsLine whether those in line who may come to fit are read; if nobody is thought to be, it is only asked whether that is true
     * @return whether somebody is in line
     */
    private boolean lockAndLoad(
            Connection connection, Footprint footprint, Known known, boolean readsLine, WorkingSet working, Known found)
            throws SQLException {
        Set<RoomTypeId> roomTypes = footprint.roomTypesWith(known);
        PostgresLoad load = new PostgresLoad(connection, working);
        Set<AllotmentId> allotments = footprint.allotmentsWith(known);
        load.lockHolders(footprint.at(), footprint.holdersWith(known));
        load.lockOpened(footprint.opened());
        load.lockNights(footprint.nightsWith(known));
        load.named(footprint, found);
        load.allotments(allotments);
        if (readsLine) {
            load.entriesOf(footprint.bookings(), found::add);
            load.line(footprint, known, found::add);
        }
        load.keys(footprint.keys());
        Map<RoomTypeId, RememberedNights> peeked = peekAtNights(footprint, load);
        Standing standing = standing(footprint, roomTypes, load);
        peeked.forEach(counts::begin);
        if (standing.holdsLapsed()) {
            load.lapsedHolds(footprint.at(), roomTypes, found);
        }
        if (standing.releasesDue()) {
            load.dueReleases(footprint.at(), roomTypes, found);
        }
        if (footprint.properties().isEmpty()) {
            loadCatalogue(standing.version(), roomTypes, load, working);
        } else {
            load.roomTypes(roomTypes, _ -> {});
            load.properties(footprint.properties(), roomTypes, _ -> {});
        }
        load.run();
        if (readsLine && standing.holdsLapsed()) {
            load.entriesOf(found.bookings().stream().map(Booking::id).toList(), found::add);
            load.run();
        }
        found.allotments().addAll(known.allotments());
        Set<AllotmentId> more = footprint.allotmentsWith(found);
        more.removeAll(allotments);
        if (!more.isEmpty()) {
            load.allotments(more);
            load.run();
        }
        return !standing.waitedFor().isEmpty();
    }

    private boolean isWaitedFor(Collection<RoomTypeId> roomTypes) {
        return !waitedFor.isEmpty() && roomTypes.stream().anyMatch(waitedFor::contains);
    }

    /** Optimistic mode remembers all nights of the room types that it meets, from what is today anywhere on earth. */
    private Map<RoomTypeId, RememberedNights> peekAtNights(Footprint footprint, PostgresLoad load) {
        List<RoomTypeId> unknown = optimistic && !footprint.nights().isEmpty() ? counts.unknown(footprint) : List.of();
        if (unknown.isEmpty()) {
            return Map.of();
        }
        LocalDate today = LocalDate.ofInstant(footprint.at(), EARTHS_LAST_ZONE);
        Map<RoomTypeId, RememberedNights> peeked = new HashMap<>();
        unknown.forEach(id -> peeked.put(id, new RememberedNights(id, today)));
        load.peekAtNights(
                unknown,
                today,
                night -> Objects.requireNonNull(peeked.get(night.roomTypeId())).put(night));
        return peeked;
    }

    /** Runs what was asked for, and gives how things stand with the room types. */
    private Standing standing(Footprint footprint, Set<RoomTypeId> roomTypes, PostgresLoad load) throws SQLException {
        AtomicReference<@Nullable Standing> found = new AtomicReference<>();
        load.standing(footprint.at(), roomTypes, found::set);
        load.run();
        Standing standing = Objects.requireNonNull(found.get());
        if (!standing.waitedFor().isEmpty() || !waitedFor.isEmpty()) {
            waitedFor.addAll(standing.waitedFor());
            waitedFor.removeIf(
                    id -> roomTypes.contains(id) && !standing.waitedFor().contains(id));
        }
        return standing;
    }

    /** Asks of the catalogue only for what is not known in its version of now. */
    private void loadCatalogue(long version, Set<RoomTypeId> roomTypes, PostgresLoad load, WorkingSet working) {
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

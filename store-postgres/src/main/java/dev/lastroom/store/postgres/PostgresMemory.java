package dev.lastroom.store.postgres;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.Catalogue;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The facts that this process remembers from one batch to the next. The database proves all that relies on them; the
 * rest is only a hint. Thread-safe.
 */
final class PostgresMemory {

    /** How long keys are looked up after a key that was taken for new turned out to be sent again. */
    private static final Duration LOOK_UP_KEYS = Duration.ofSeconds(1);

    /** The time zone where a day begins last. */
    private static final ZoneOffset EARTHS_LAST_ZONE = ZoneOffset.ofHours(-12);

    private final boolean optimistic;
    private final Counts counts = new Counts();

    /** Room types with a waiting entry or an offer when last seen: a hint of what to read first. */
    private final Set<RoomTypeId> waitedFor = ConcurrentHashMap.newKeySet();

    private volatile Catalogue catalogue = new Catalogue(-1);
    private volatile long lookUpKeysUntil = System.nanoTime();

    /**
     * Starts with nothing remembered.
     *
     * @param optimistic whether nights are remembered too
     */
    PostgresMemory(boolean optimistic) {
        this.optimistic = optimistic;
    }

    boolean isOptimistic() {
        return optimistic;
    }

    Counts counts() {
        return counts;
    }

    /** The catalogue in the version last seen. */
    Catalogue catalogue() {
        return catalogue;
    }

    /** Returns the catalogue in this version, empty if the version is new. */
    Catalogue catalogue(long version) {
        Catalogue known = catalogue;
        if (known.version() != version) {
            known = new Catalogue(version);
            catalogue = known;
        }
        return known;
    }

    /** Whether one of these room types had an entry waiting when last seen: a hint. */
    boolean isWaitedFor(Collection<RoomTypeId> roomTypes) {
        return !waitedFor.isEmpty() && roomTypes.stream().anyMatch(waitedFor::contains);
    }

    /** Records which of these room types have entries. */
    void noteWaitedFor(Set<RoomTypeId> roomTypes, Set<RoomTypeId> found) {
        if (!found.isEmpty() || !waitedFor.isEmpty()) {
            waitedFor.addAll(found);
            waitedFor.removeIf(id -> roomTypes.contains(id) && !found.contains(id));
        }
    }

    /** Whether a key that was taken for new was sent again lately. */
    boolean looksUpKeys() {
        return System.nanoTime() - lookUpKeysUntil < 0;
    }

    void lookUpKeys() {
        lookUpKeysUntil = System.nanoTime() + LOOK_UP_KEYS.toNanos();
    }

    /**
     * Reads, in optimistic mode, all nights of the batch's unknown room types, from the earliest business day on earth.
     */
    Map<RoomTypeId, RememberedNights> peekAtNights(Footprint footprint, PostgresNights nights) {
        List<RoomTypeId> unknown = optimistic && !footprint.nights().isEmpty() ? counts.unknown(footprint) : List.of();
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Duration behind = Duration.between(LocalTime.MIDNIGHT, Property.BUSINESS_DAY_ENDS_MAX);
        LocalDate today = LocalDate.ofInstant(footprint.at().minus(behind), EARTHS_LAST_ZONE);
        Map<RoomTypeId, RememberedNights> peeked = new TreeMap<>();
        unknown.forEach(id -> peeked.put(id, new RememberedNights(id, today)));
        nights.peek(
                unknown,
                today,
                night -> Objects.requireNonNull(peeked.get(night.roomTypeId())).put(night));
        return peeked;
    }
}

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
 * What this process remembers from one batch to the next. Whatever relies on it is proved by the database, or is no
 * more than a hint. Thread-safe.
 */
final class PostgresMemory {

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

    /** @param optimistic whether nights are remembered, too */
    PostgresMemory(boolean optimistic) {
        this.optimistic = optimistic;
    }

    boolean isOptimistic() {
        return optimistic;
    }

    Counts counts() {
        return counts;
    }

    /** The catalogue in the version that was seen last. */
    Catalogue catalogue() {
        return catalogue;
    }

    /** The catalogue in this version, of which nothing is known where it is a new one. */
    Catalogue catalogue(long version) {
        Catalogue known = catalogue;
        if (known.version() != version) {
            known = new Catalogue(version);
            catalogue = known;
        }
        return known;
    }

    /** Whether somebody was last seen to wait for one of these: a hint. */
    boolean isWaitedFor(Collection<RoomTypeId> roomTypes) {
        return !waitedFor.isEmpty() && roomTypes.stream().anyMatch(waitedFor::contains);
    }

    /** Takes note of for which of these room types somebody waits. */
    void noteWaitedFor(Set<RoomTypeId> roomTypes, Set<RoomTypeId> found) {
        if (!found.isEmpty() || !waitedFor.isEmpty()) {
            waitedFor.addAll(found);
            waitedFor.removeIf(id -> roomTypes.contains(id) && !found.contains(id));
        }
    }

    /** Whether somebody has lately sent a key again that was taken for new. */
    boolean looksUpKeys() {
        return System.nanoTime() - lookUpKeysUntil < 0;
    }

    void lookUpKeys() {
        lookUpKeysUntil = System.nanoTime() + LOOK_UP_KEYS.toNanos();
    }

    /** Optimistic mode reads all nights of the room types that it meets, from the earliest business day on earth. */
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

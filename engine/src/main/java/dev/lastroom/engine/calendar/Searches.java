package dev.lastroom.engine.calendar;

import dev.lastroom.engine.calendar.OwnWrites.Nights;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.SearchSettings;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.search.Arrivals;
import dev.lastroom.engine.search.BestPrice;
import dev.lastroom.engine.search.Found;
import dev.lastroom.engine.search.Quote;
import dev.lastroom.engine.search.StayQuery;
import dev.lastroom.engine.search.Wanted;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for stays. Memory answers if it may, the database otherwise; both give the same answers by the same rules.
 * Thread-safe.
 */
public final class Searches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Searches.class);

    /** The most nights, over all room types together, that one search looks at. */
    public static final int NIGHTS_MAX = 100_000;

    /** The most nights that a search looks at on a thread that must not be held up: they take about 0.1 ms. */
    private static final int NIGHTS_AT_ONCE_MAX = 2_000;

    private final Store store;
    private final Answered answered;
    private final @Nullable SearchMemory memory;
    private final LongAdder fromMemory = new LongAdder();
    private final LongAdder fromDatabase = new LongAdder();

    /** Searches on a store. Closing them does not close the store. */
    public Searches(Store store, SearchSettings settings, Breakdown breakdown) {
        this.store = store;
        this.answered = new Answered(store);
        this.memory = settings.memoryNightsMax() == 0 ? null : new SearchMemory(store, settings, answered, breakdown);
    }

    /**
     * Searches a property; empty if there is none with this id.
     *
     * @param now the time for which holds and releases are judged
     * @param atLeast an event that the answer must not be before
     * @throws dev.lastroom.engine.store.StoreException if the database must be asked and does not answer
     */
    public Optional<Found> find(Wanted wanted, Instant now, EventId atLeast) {
        return inMemory(wanted, now, atLeast).or(() -> inDatabase(wanted, now));
    }

    /**
     * Searches a property in memory; empty if the database must be asked.
     *
     * @param now the time for which holds and releases are judged
     * @param atLeast an event that the answer must not be before
     */
    public Optional<Found> inMemory(Wanted wanted, Instant now, EventId atLeast) {
        return inMemory(
                wanted,
                Nights.around(wanted.stay()),
                now,
                atLeast,
                (calendar, query) -> found(wanted, calendar, query, now, NIGHTS_MAX));
    }

    /**
     * Searches a property in memory, if there is nothing to wait for and little to look at. Never blocks.
     *
     * @param now the time for which holds and releases are judged
     * @param atLeast an event that the answer must not be before
     * @return empty if {@link #inMemory} must be asked
     */
    public Optional<Found> inMemoryAtOnce(Wanted wanted, Instant now, EventId atLeast) {
        return counted(
                memory == null
                        ? null
                        : memory.findAtOnce(
                                wanted,
                                now,
                                atLeast,
                                (calendar, query) -> found(wanted, calendar, query, now, NIGHTS_AT_ONCE_MAX),
                                Found::isOfStayAlone));
    }

    private static @Nullable Found found(
            Wanted wanted, PropertyCalendar calendar, StayQuery query, Instant now, int nightsMax) {
        return isSmall(wanted, calendar, nightsMax)
                ? new Found(calendar.property(), query, calendar.quotes(query, now), now, true)
                : null;
    }

    private static boolean isSmall(Wanted wanted, PropertyCalendar calendar, int nightsMax) {
        return (long) calendar.roomTypes() * wanted.nights() <= nightsMax;
    }

    private <T> Optional<T> inMemory(
            Wanted wanted, Nights nights, Instant now, EventId atLeast, SearchMemory.Finder<T> finder) {
        return counted(memory == null ? null : memory.find(wanted, nights, now, atLeast, finder));
    }

    private <T> Optional<T> counted(@Nullable T found) {
        if (found != null) {
            fromMemory.increment();
        }
        return Optional.ofNullable(found);
    }

    /**
     * Searches a property in the database; empty if there is none with this id.
     *
     * @param now the time for which holds and releases are judged
     * @throws dev.lastroom.engine.store.StoreException if the database does not answer
     */
    public Optional<Found> inDatabase(Wanted wanted, Instant now) {
        fromDatabase.increment();
        return store.reads()
                .inOneState(reads -> reads.property(wanted.propertyId()).map(property -> {
                    StayQuery search = wanted.of(property, now);
                    return new Found(property, search, quotes(reads, property.id(), search, now), now, false);
                }));
    }

    /**
     * The cheapest room type of a property in which a stay can be booked, if there is one.
     *
     * @param now the time for which holds and releases are judged
     * @param atLeast an event that the answer must not be before
     * @return empty if there is no property with this id
     * @throws dev.lastroom.engine.store.StoreException if the database must be asked and does not answer
     */
    public Optional<BestPrice.OfProperty> bestPrice(Wanted wanted, Instant now, EventId atLeast) {
        return inMemory(
                        wanted,
                        Nights.of(wanted.stay()),
                        now,
                        atLeast,
                        (calendar, query) -> calendar.bestPrice(query, now))
                .or(() -> inDatabase(wanted, now).map(Found::bestPrice));
    }

    /**
     * What a property offers by date of arrival, from memory; empty if the database must be asked.
     *
     * @param wanted the dates of arrival are those of its stay
     * @param nightsMin the shortest stay to look for
     * @param nightsMax the longest, at most {@link Arrivals#NIGHTS_MAX}
     * @param now the time for which holds and releases are judged
     * @param atLeast an event that the answer must not be before
     */
    public Optional<Arrivals> arrivalsInMemory(
            Wanted wanted, int nightsMin, int nightsMax, Instant now, EventId atLeast) {
        return inMemory(
                wanted,
                Nights.around(wanted.stay()),
                now,
                atLeast,
                (calendar, query) -> isSmall(wanted, calendar, NIGHTS_MAX)
                        ? Arrivals.of(calendar.property(), query, nightsMin, nightsMax, calendar.nights(query, now))
                        : null);
    }

    /**
     * What a property offers by date of arrival, from the database; empty if there is no property with this id.
     *
     * @param wanted the dates of arrival are those of its stay
     * @param nightsMin the shortest stay to look for
     * @param nightsMax the longest, at most {@link Arrivals#NIGHTS_MAX}
     * @param now the time for which holds and releases are judged
     * @throws dev.lastroom.engine.store.StoreException if the database does not answer
     */
    public Optional<Arrivals> arrivalsInDatabase(Wanted wanted, int nightsMin, int nightsMax, Instant now) {
        fromDatabase.increment();
        return store.reads()
                .inOneState(reads -> reads.property(wanted.propertyId()).map(property -> {
                    StayQuery query = wanted.of(property, now);
                    Map<RoomTypeId, List<Night>> nights = nights(reads, property.id(), query, now);
                    List<Arrivals.Nights> all = reads.availability(property.id(), wanted.stay(), 1, now).stream()
                            .map(Availability::roomType)
                            .map(it -> Arrivals.Nights.of(it, nights.getOrDefault(it.id(), List.of())))
                            .toList();
                    return Arrivals.of(property, query, nightsMin, nightsMax, all);
                }));
    }

    private static Map<RoomTypeId, List<Night>> nights(Reads reads, PropertyId id, StayQuery search, Instant now) {
        return reads.nightsOffered(id, search.from(), search.to(), now).stream()
                .collect(Collectors.groupingBy(Night::roomTypeId));
    }

    /** Reads the nights themselves only where the numbers alone do not decide. */
    private static List<Quote> quotes(Reads reads, PropertyId id, StayQuery search, Instant now) {
        List<Availability> available = reads.availability(id, search.stay(), search.rooms(), now);
        if (available.stream().allMatch(search::isPlain)) {
            return available.stream().map(search::plain).toList();
        }
        Map<RoomTypeId, List<Night>> nights = nights(reads, id, search, now);
        return available.stream()
                .map(one -> search.isPlain(one)
                        ? search.plain(one)
                        : search.quote(one, nights.getOrDefault(one.roomType().id(), List.of())))
                .toList();
    }

    /**
     * Notes a committed batch, before its commands are answered: searches from then on must see what the answers say.
     * Never throws.
     */
    public void committed(List<Request<?>> requests, Applied applied) {
        try {
            note(requests, applied);
        } catch (RuntimeException e) {
            LOG.error("a batch could not be noted; searches begin anew", e);
            if (memory != null) {
                memory.beginAnew();
            }
        }
    }

    private void note(List<Request<?>> requests, Applied applied) {
        answered.wrote(applied.last());
        if (memory != null) {
            memory.wrote(applied.events(), applied.last());
        }
        if (hasAnswerWithoutEvents(requests, applied)) {
            if (applied.events().isEmpty()) {
                answered.repeated();
            } else {
                // Transactions take their places in the order of time, so those whose work was found come before.
                answered.repeatedBefore(applied.last());
            }
        }
    }

    /** Whether a command was done without an event of its own: what it wanted was there already. */
    private static boolean hasAnswerWithoutEvents(List<Request<?>> requests, Applied applied) {
        Set<String> wrote = applied.events().stream().map(Event::requestId).collect(Collectors.toSet());
        for (int i = 0; i < requests.size(); i++) {
            if (applied.outcomes().get(i) instanceof Outcome.Done<?>
                    && !wrote.contains(requests.get(i).caller().requestId())) {
                return true;
            }
        }
        return false;
    }

    /**
     * A place in the log that has all that this server has answered: a search anywhere that must not be before it sees
     * all of that.
     *
     * @throws dev.lastroom.engine.store.StoreException if the database must be asked and does not answer
     */
    public EventId position() {
        return answered.upTo();
    }

    /** The place that {@link #position} gives, if the database need not be asked for it; else null. Never waits. */
    public @Nullable EventId knownPosition() {
        return answered.known();
    }

    /** What searches have done so far, and what memory they keep. */
    public SearchStats stats() {
        return new SearchStats(
                fromMemory.sum(),
                fromDatabase.sum(),
                memory == null ? 0 : memory.statesRead(),
                memory == null ? 0 : memory.nights(),
                memory == null ? Duration.ZERO : memory.behind());
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
        }
    }
}

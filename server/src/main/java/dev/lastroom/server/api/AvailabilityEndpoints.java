package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.calendar.Searches;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.search.Arrivals;
import dev.lastroom.engine.search.BestPrice;
import dev.lastroom.engine.search.Found;
import dev.lastroom.engine.search.Wanted;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.server.api.json.AvailabilityJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.QueryFields;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints that show what can be booked. Thread-safe. */
public final class AvailabilityEndpoints {

    /** The most properties of one search. */
    static final int PROPERTIES_MAX = 500;

    /** The most properties with the tag of one search. */
    static final int TAGGED_MAX = 2_000;

    /** The most dates of arrival of one calendar. */
    static final int ARRIVALS_MAX = 93;

    /** The memory that a property of an answer takes, with its two names at their longest. */
    private static final long PRICE_BYTES = 4 * 1024;

    private static final int OK = 200;
    private static final int NIGHTS_DEFAULT = 7;
    private static final int LIMIT_DEFAULT = 50;

    private final BookingEngine engine;
    private final Duration maxAge;

    /** @param maxAge how long clients may keep an answer; zero for not at all */
    AvailabilityEndpoints(BookingEngine engine, Duration maxAge) {
        this.engine = engine;
        this.maxAge = maxAge;
    }

    /** A search of one property, as it was asked for. */
    private record Asked(Wanted wanted, boolean fresh, EventId atLeast) {}

    /** What a property offers for a stay, if memory can tell without waiting; otherwise null. */
    @Nullable
    Answer availabilityAtOnce(Call call) {
        Asked asked = asked(call);
        Instant now = engine.now();
        Optional<Found> found = asked.fresh()
                ? Optional.empty()
                : engine.searches().inMemoryAtOnce(asked.wanted(), now, asked.atLeast());
        return found.map(it -> answer(AvailabilityJson.quotes(it), now)).orElse(null);
    }

    /** What a property offers for a stay. */
    Answer availability(Call call) {
        Asked asked = asked(call);
        Wanted wanted = asked.wanted();
        Instant now = engine.now();
        Optional<Found> found =
                asked.fresh() ? Optional.empty() : engine.searches().inMemory(wanted, now, asked.atLeast());
        return found.or(() -> inDatabase(call, wanted, now))
                .map(it -> {
                    check(wanted, it.quotes().size());
                    return answer(AvailabilityJson.quotes(it), now);
                })
                .orElseGet(() -> notFound(wanted.propertyId()));
    }

    private static Asked asked(Call call) {
        QueryFields query =
                call.query("propertyId", "startDate", "endDate", "roomsBooked", "numberOfGuests", "fresh", "atLeast");
        return new Asked(
                wanted(query, query.text("propertyId", PropertyId::new), stay(query)),
                query.flag("fresh"),
                atLeast(query));
    }

    /** The properties that can be booked for a stay, cheapest first. */
    Answer properties(Call call) {
        QueryFields query = call.query(
                "propertyIds",
                "tag",
                "startDate",
                "endDate",
                "roomsBooked",
                "numberOfGuests",
                "limit",
                "cursor",
                "atLeast");
        List<PropertyId> ids = ids(query);
        Stay stay = stay(query);
        EventId atLeast = atLeast(query);
        int limit = query.integer("limit", 1, PROPERTIES_MAX, LIMIT_DEFAULT);
        BestPrice.Place after = query.optionalText("cursor", BestPrice.Place::parse);
        call.willRead(ids.size(), PRICE_BYTES);
        Instant now = engine.now();
        List<BestPrice> prices = new ArrayList<>();
        for (PropertyId id : ids) {
            Optional<BestPrice.OfProperty> best = engine.searches().bestPrice(wanted(query, id, stay), now, atLeast);
            if (best.isEmpty()) {
                return notFound(id);
            }
            BestPrice price = best.get().price();
            if (price != null && (after == null || price.place().compareTo(after) > 0)) {
                prices.add(price);
            }
        }
        prices.sort(Comparator.comparing(BestPrice::place));
        return answer(
                AvailabilityJson.bestPrices(
                        Page.of(prices, limit, last -> last.place().toString())),
                now);
    }

    /** The properties that are named, or those with the tag that is named. */
    private List<PropertyId> ids(QueryFields query) {
        List<PropertyId> named = query.optionalText("propertyIds", AvailabilityEndpoints::ids);
        String tag = query.optionalText("tag", PropertyTags::check);
        if ((named == null) == (tag == null)) {
            throw Problem.invalid("propertyIds", "or tag must be given, but not both")
                    .exception();
        }
        return named != null ? named : tagged(Objects.requireNonNull(tag));
    }

    private List<PropertyId> tagged(String tag) {
        List<PropertyId> tagged = new ArrayList<>();
        PageRequest next = new PageRequest(Page.LIMIT_MAX, null);
        while (next != null) {
            Page<Property> page = engine.read().properties(tag, next);
            page.items().forEach(property -> tagged.add(property.id()));
            next = page.next() == null ? null : new PageRequest(Page.LIMIT_MAX, page.next());
            if (tagged.size() > TAGGED_MAX) {
                throw Problem.invalid("tag", "must be one that at most " + TAGGED_MAX + " properties have")
                        .exception();
            }
        }
        return tagged;
    }

    private static List<PropertyId> ids(String text) {
        List<PropertyId> ids = Arrays.stream(text.split(",", -1))
                .map(PropertyId::new)
                .distinct()
                .toList();
        if (ids.size() > PROPERTIES_MAX) {
            throw new IllegalArgumentException("must be at most " + PROPERTIES_MAX + " ids");
        }
        return ids;
    }

    /** What a property offers by date of arrival. */
    Answer arrivals(Call call) {
        PropertyId id = call.path("propertyId", PropertyId::new);
        QueryFields query =
                call.query("from", "to", "nightsMin", "nightsMax", "roomsBooked", "numberOfGuests", "atLeast");
        LocalDate from = query.date("from");
        LocalDate to = query.date("to");
        Stay dates = Checks.checked("from", () -> new Stay(from, to));
        if (dates.nights() > ARRIVALS_MAX) {
            throw Problem.invalid("to", "must be at most " + ARRIVALS_MAX + " days after from")
                    .exception();
        }
        int nightsMin = query.integer("nightsMin", 1, Arrivals.NIGHTS_MAX, 1);
        int nightsMax = query.integer("nightsMax", nightsMin, Arrivals.NIGHTS_MAX, Math.max(nightsMin, NIGHTS_DEFAULT));
        Wanted wanted = wanted(query, id, dates);
        Instant now = engine.now();
        return engine.searches()
                .arrivalsInMemory(wanted, nightsMin, nightsMax, now, atLeast(query))
                .or(() -> {
                    call.willSearch((long) wanted.nights() * roomTypes(wanted));
                    return engine.searches().arrivalsInDatabase(wanted, nightsMin, nightsMax, now);
                })
                .map(it -> answer(AvailabilityJson.arrivals(it), now))
                .orElseGet(() -> notFound(id));
    }

    private static Stay stay(QueryFields query) {
        LocalDate start = query.date("startDate");
        LocalDate end = query.date("endDate");
        return Checks.checked("startDate", () -> new Stay(start, end));
    }

    private static Wanted wanted(QueryFields query, PropertyId id, Stay stay) {
        return new Wanted(
                id,
                stay,
                query.integer("roomsBooked", 1, RoomStay.ROOMS_MAX, 1),
                query.optionalInteger("numberOfGuests", 1, RoomStay.GUESTS_MAX));
    }

    private static EventId atLeast(QueryFields query) {
        return Objects.requireNonNullElse(query.optionalText("atLeast", EventId::parse), EventId.START);
    }

    private Optional<Found> inDatabase(Call call, Wanted wanted, Instant now) {
        call.willSearch((long) wanted.nights() * roomTypes(wanted));
        return engine.searches().inDatabase(wanted, now);
    }

    /** How many room types a search looks at. */
    private int roomTypes(Wanted wanted) {
        int roomTypes = engine.read().roomTypes(wanted.propertyId(), Searches.NIGHTS_MAX / wanted.nights() + 1);
        check(wanted, roomTypes);
        return roomTypes;
    }

    /** Keeps one search small compared with the server's other work. */
    private static void check(Wanted wanted, int roomTypes) {
        int roomTypesMax = Searches.NIGHTS_MAX / wanted.nights();
        if (roomTypes > roomTypesMax) {
            throw new Problem(
                            ErrorCode.VALIDATION_FAILED,
                            "endDate is too late: a search may look at " + Searches.NIGHTS_MAX
                                    + " nights of all room types together, but this one would look at "
                                    + wanted.nights() + " nights, the stay and those around it, of each of more than "
                                    + roomTypesMax + " room types",
                            Json.object().put("field", "endDate").put("searchNightsMax", Searches.NIGHTS_MAX))
                    .exception();
        }
    }

    private static Answer notFound(PropertyId id) {
        return OutcomeHttp.problem(new PropertyNotFound(id)).answer();
    }

    /** An answer whose tag changes with what is offered, and not with the time alone. It is written only once. */
    private Answer answer(ObjectNode offered, Instant now) {
        String json = offered.toString();
        String dated = json.substring(0, json.length() - 1) + ",\"asOf\":\"" + now + "\"}";
        Answer answer = new Answer(OK, new Answer.Text("application/json", dated))
                .with(Preconditions.ETAG, Preconditions.quoted(Tag.ofText(json)));
        return maxAge.isZero() ? answer : answer.with("Cache-Control", "private, max-age=" + maxAge.toSeconds());
    }
}

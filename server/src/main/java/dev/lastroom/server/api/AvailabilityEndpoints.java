package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.search.Quote;
import dev.lastroom.engine.search.Quote.NearStay;
import dev.lastroom.engine.search.StayQuery;
import dev.lastroom.server.api.json.RulesJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.QueryFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints that show what can be booked. Thread-safe. */
public final class AvailabilityEndpoints {

    /** The most nights, over all room types together, that one search looks at. */
    static final int SEARCH_NIGHTS_MAX = 100_000;

    private final BookingEngine engine;

    AvailabilityEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    Answer availability(Call call) {
        QueryFields query = call.query("propertyId", "startDate", "endDate", "roomsBooked", "numberOfGuests");
        PropertyId propertyId = query.text("propertyId", PropertyId::new);
        LocalDate start = query.date("startDate");
        LocalDate end = query.date("endDate");
        Stay stay = Checks.checked("startDate", () -> new Stay(start, end));
        int rooms = query.integer("roomsBooked", 1, RoomStay.ROOMS_MAX, 1);
        Integer guests = query.optionalInteger("numberOfGuests", 1, RoomStay.GUESTS_MAX);
        Optional<Property> property = engine.read().property(propertyId);
        if (property.isEmpty()) {
            return OutcomeHttp.problem(new PropertyNotFound(propertyId)).answer();
        }
        Instant now = engine.now();
        StayQuery search = new StayQuery(
                stay, rooms, guests, property.get().today(now), property.get().currency());
        call.willSearch(nights(propertyId, search));
        ObjectNode json = Json.object();
        ArrayNode roomTypes = json.putArray("roomTypes");
        quotes(propertyId, search, now).forEach(quote -> roomTypes.add(json(quote, search)));
        return Answer.ok(json);
    }

    /**
     * Counts the nights a search looks at: those of the stay and around it, of each room type. The limit keeps one
     * search small compared with the server's other work.
     */
    private long nights(PropertyId propertyId, StayQuery search) {
        int nights = Math.toIntExact(ChronoUnit.DAYS.between(search.from(), search.to()));
        int roomTypesMax = SEARCH_NIGHTS_MAX / nights;
        int roomTypes = engine.read().roomTypes(propertyId, roomTypesMax + 1);
        if (roomTypes > roomTypesMax) {
            throw new Problem(
                            ErrorCode.VALIDATION_FAILED,
                            "endDate is too late: a search may look at " + SEARCH_NIGHTS_MAX
                                    + " nights of all room types together, but this one would look at " + nights
                                    + " nights, the stay and those around it, of each of more than " + roomTypesMax
                                    + " room types",
                            Json.object().put("field", "endDate").put("searchNightsMax", SEARCH_NIGHTS_MAX))
                    .exception();
        }
        return (long) nights * roomTypes;
    }

    /** Reads the nights themselves only where the numbers alone do not decide. */
    private List<Quote> quotes(PropertyId propertyId, StayQuery search, Instant now) {
        List<Availability> available = engine.read().availability(propertyId, search.stay(), search.rooms(), now);
        if (available.stream().allMatch(search::isPlain)) {
            return available.stream().map(search::plain).toList();
        }
        Map<RoomTypeId, List<Night>> nights =
                engine.read().nightsOffered(propertyId, search.from(), search.to(), now).stream()
                        .collect(Collectors.groupingBy(Night::roomTypeId));
        return available.stream()
                .map(one -> search.isPlain(one)
                        ? search.plain(one)
                        : search.quote(one, nights.getOrDefault(one.roomType().id(), List.of())))
                .toList();
    }

    private static ObjectNode json(Quote quote, StayQuery search) {
        Availability availability = quote.availability();
        ObjectNode json = Json.object()
                .put("roomTypeId", availability.roomType().id().value())
                .put("name", availability.roomType().name())
                .put("availableRooms", availability.availableRooms())
                .put("totalPrice", minor(availability.totalPrice()))
                .put("currency", search.currency().getCurrencyCode())
                .put("bookable", quote.bookable());
        if (quote.violation() != null) {
            json.set("restriction", RulesJson.violation(quote.violation()));
        }
        if (!quote.bookable()) {
            ArrayNode nearest = json.putArray("nearestStays");
            quote.nearest().forEach(near -> nearest.add(near(near)));
        }
        return json;
    }

    private static @Nullable Long minor(@Nullable Money price) {
        return price == null ? null : (Long) price.minor();
    }

    private static ObjectNode near(NearStay near) {
        return Json.object()
                .put("startDate", near.stay().start().toString())
                .put("endDate", near.stay().end().toString())
                .put("availableRooms", near.availableRooms())
                .put("totalPrice", near.totalPrice().minor());
    }
}

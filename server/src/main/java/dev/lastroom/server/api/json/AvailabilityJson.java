package dev.lastroom.server.api.json;

import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.search.Arrivals;
import dev.lastroom.engine.search.Arrivals.Arrival;
import dev.lastroom.engine.search.Arrivals.Cheapest;
import dev.lastroom.engine.search.BestPrice;
import dev.lastroom.engine.search.Found;
import dev.lastroom.engine.search.Quote;
import dev.lastroom.engine.search.Quote.NearStay;
import dev.lastroom.engine.store.Page;
import dev.lastroom.server.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers to searches as JSON. */
public final class AvailabilityJson {

    private AvailabilityJson() {}

    /** A quote for each room type of a property. */
    public static ObjectNode quotes(Found found) {
        ObjectNode json = Json.object();
        ArrayNode roomTypes = json.putArray("roomTypes");
        found.quotes().forEach(quote -> roomTypes.add(quote(quote, found)));
        return json;
    }

    private static ObjectNode quote(Quote quote, Found found) {
        Availability availability = quote.availability();
        ObjectNode json = Json.object()
                .put("roomTypeId", availability.roomType().id().value())
                .put("name", availability.roomType().name())
                .put("availableRooms", availability.availableRooms())
                .put("totalPrice", minor(availability.totalPrice()))
                .put("currency", found.search().currency().getCurrencyCode())
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

    /** A page of the best prices of several properties. */
    public static ObjectNode bestPrices(Page<BestPrice> page) {
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("properties");
        page.items()
                .forEach(best -> items.add(Json.object()
                        .put("propertyId", best.property().id().value())
                        .put("name", best.property().name())
                        .put("roomTypeId", best.availability().roomType().id().value())
                        .put("roomTypeName", best.availability().roomType().name())
                        .put("availableRooms", best.availability().availableRooms())
                        .put("totalPrice", best.price().minor())
                        .put("currency", best.price().currency().getCurrencyCode())));
        return json.put("nextCursor", page.next());
    }

    /** What a property offers by date of arrival. */
    public static ObjectNode arrivals(Arrivals arrivals) {
        ObjectNode json =
                Json.object().put("currency", arrivals.property().currency().getCurrencyCode());
        ArrayNode dates = json.putArray("dates");
        arrivals.dates().forEach(arrival -> dates.add(arrival(arrival)));
        return json;
    }

    private static ObjectNode arrival(Arrival arrival) {
        ObjectNode json = Json.object().put("date", arrival.date().toString());
        ArrayNode lengths = json.putArray("nights");
        arrival.lengths().forEach(lengths::add);
        Cheapest cheapest = arrival.cheapest();
        if (cheapest != null) {
            json.putObject("cheapest")
                    .put("roomTypeId", cheapest.roomTypeId().value())
                    .put("nights", cheapest.nights())
                    .put("totalPrice", cheapest.totalPrice().minor());
        }
        if (arrival.violation() != null) {
            json.set("restriction", RulesJson.violation(arrival.violation()));
        }
        return json;
    }
}

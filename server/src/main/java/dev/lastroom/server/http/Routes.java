package dev.lastroom.server.http;

import static dev.lastroom.server.http.Role.ADMIN;
import static dev.lastroom.server.http.Role.AGENT;
import static dev.lastroom.server.http.Role.READER;
import static dev.lastroom.server.http.Route.get;
import static dev.lastroom.server.http.Route.open;
import static dev.lastroom.server.http.Route.post;
import static dev.lastroom.server.http.Route.put;

import java.util.List;

/** The whole API in one table. */
final class Routes {

    private Routes() {}

    static List<Route> all(SetupEndpoints setup, BookingEndpoints bookings, OperatingEndpoints operating) {
        return List.of(
                get("/v1/properties", READER, setup::properties),
                get("/v1/properties/{propertyId}", READER, setup::property),
                put("/v1/properties/{propertyId}", ADMIN, setup::saveProperty),
                get("/v1/room-types", READER, setup::roomTypes),
                get("/v1/room-types/{roomTypeId}", READER, setup::roomType),
                put("/v1/room-types/{roomTypeId}", ADMIN, setup::saveRoomType),
                get("/v1/room-types/{roomTypeId}/inventory", READER, setup::nights),
                put("/v1/room-types/{roomTypeId}/inventory", ADMIN, setup::openNights),
                get("/v1/availability", READER, bookings::availability),
                get("/v1/bookings", READER, bookings::list),
                post("/v1/bookings", AGENT, bookings::book),
                post("/v1/bookings/batch", AGENT, bookings::bookAll),
                get("/v1/bookings/{bookingId}", READER, bookings::booking),
                post("/v1/bookings/{bookingId}/cancel", AGENT, bookings::cancel),
                get("/v1/integrity", ADMIN, operating::integrity),
                // Open: load balancers and scrapers carry no keys, and there is nothing personal in any of these.
                open("/healthz", operating::healthy),
                open("/readyz", operating::ready),
                open("/metrics", operating::metrics));
    }
}

package dev.lastroom.server.http;

import static dev.lastroom.server.http.Role.ADMIN;
import static dev.lastroom.server.http.Role.AGENT;
import static dev.lastroom.server.http.Role.READER;
import static dev.lastroom.server.http.Route.delete;
import static dev.lastroom.server.http.Route.get;
import static dev.lastroom.server.http.Route.open;
import static dev.lastroom.server.http.Route.patch;
import static dev.lastroom.server.http.Route.post;
import static dev.lastroom.server.http.Route.put;

import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.WaitlistStep;
import java.util.List;

/** The whole API in one table. */
final class Routes {

    private Routes() {}

    static List<Route> all(
            SetupEndpoints setup,
            CalendarEndpoint calendar,
            AvailabilityEndpoints availability,
            BookingEndpoints bookings,
            LifeEndpoints life,
            GroupEndpoints groups,
            WaitlistEndpoints waitlist,
            AllotmentEndpoints allotments,
            EventEndpoints events,
            WebhookEndpoints webhooks,
            OperatingEndpoints operating) {
        return List.of(
                get("/v1/properties", READER, setup::properties),
                get("/v1/properties/{propertyId}", READER, setup::property),
                put("/v1/properties/{propertyId}", ADMIN, setup::saveProperty),
                get("/v1/room-types", READER, setup::roomTypes),
                get("/v1/room-types/{roomTypeId}", READER, setup::roomType),
                put("/v1/room-types/{roomTypeId}", ADMIN, setup::saveRoomType),
                get("/v1/room-types/{roomTypeId}/inventory", READER, setup::nights),
                put("/v1/room-types/{roomTypeId}/inventory", ADMIN, setup::openNights),
                get("/v1/room-types/{roomTypeId}/calendar.ics", READER, calendar::calendar),
                get("/v1/availability", READER, availability::availability),
                get("/v1/bookings", READER, bookings::list),
                post("/v1/bookings", AGENT, bookings::book),
                post("/v1/bookings/batch", AGENT, bookings::bookAll),
                get("/v1/bookings/{bookingId}", READER, bookings::booking),
                patch("/v1/bookings/{bookingId}", AGENT, life::amend),
                post("/v1/bookings/{bookingId}/confirm", AGENT, life.advance(Transition.CONFIRM)),
                post("/v1/bookings/{bookingId}/extend", AGENT, life::extend),
                post("/v1/bookings/{bookingId}/cancel", AGENT, life::cancel),
                post("/v1/bookings/{bookingId}/reinstate", AGENT, life::reinstate),
                post("/v1/bookings/{bookingId}/check-in", AGENT, life.advance(Transition.CHECK_IN)),
                post("/v1/bookings/{bookingId}/undo-check-in", AGENT, life.advance(Transition.UNDO_CHECK_IN)),
                post("/v1/bookings/{bookingId}/check-out", AGENT, life.advance(Transition.CHECK_OUT)),
                post("/v1/bookings/{bookingId}/complete", AGENT, life.advance(Transition.COMPLETE)),
                post("/v1/bookings/{bookingId}/no-show", AGENT, life.advance(Transition.NO_SHOW_UP)),
                post("/v1/booking-groups", AGENT, groups::book),
                get("/v1/booking-groups/{groupId}", READER, groups::group),
                post("/v1/booking-groups/{groupId}/confirm", AGENT, groups::confirm),
                post("/v1/booking-groups/{groupId}/cancel", AGENT, groups::cancel),
                get("/v1/waitlist", READER, waitlist::list),
                post("/v1/waitlist", AGENT, waitlist::join),
                get("/v1/waitlist/{waitlistId}", READER, waitlist::entry),
                delete("/v1/waitlist/{waitlistId}", AGENT, waitlist::leave),
                post("/v1/waitlist/{waitlistId}/accept", AGENT, waitlist.answer(WaitlistStep.ACCEPT)),
                post("/v1/waitlist/{waitlistId}/decline", AGENT, waitlist.answer(WaitlistStep.DECLINE)),
                get("/v1/allotments", READER, allotments::list),
                post("/v1/allotments", ADMIN, allotments::create),
                get("/v1/allotments/{allotmentId}", READER, allotments::allotment),
                patch("/v1/allotments/{allotmentId}", ADMIN, allotments::change),
                post("/v1/allotments/{allotmentId}/release", ADMIN, allotments::release),
                get("/v1/events", READER, events::list),
                get("/v1/events/stream", READER, events::stream),
                get("/v1/webhooks", ADMIN, webhooks::list),
                post("/v1/webhooks", ADMIN, webhooks::add),
                get("/v1/webhooks/{webhookId}", ADMIN, webhooks::webhook),
                patch("/v1/webhooks/{webhookId}", ADMIN, webhooks::change),
                delete("/v1/webhooks/{webhookId}", ADMIN, webhooks::remove),
                post("/v1/webhooks/{webhookId}/test", ADMIN, webhooks::test),
                post("/v1/webhooks/{webhookId}/rotate-secret", ADMIN, webhooks::rotateSecret),
                get("/v1/webhooks/{webhookId}/dead-letters", ADMIN, webhooks::deadLetters),
                post("/v1/webhooks/{webhookId}/replay", ADMIN, webhooks::replay),
                get("/v1/integrity", ADMIN, operating::integrity),
                // Open: load balancers and scrapers carry no keys, and there is nothing personal in any of these.
                open("/healthz", operating::healthy),
                open("/readyz", operating::ready),
                open("/metrics", operating::metrics));
    }
}

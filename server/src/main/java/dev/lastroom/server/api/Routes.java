package dev.lastroom.server.api;

import static dev.lastroom.server.access.Role.ADMIN;
import static dev.lastroom.server.access.Role.AGENT;
import static dev.lastroom.server.access.Role.READER;
import static dev.lastroom.server.edge.Route.delete;
import static dev.lastroom.server.edge.Route.get;
import static dev.lastroom.server.edge.Route.open;
import static dev.lastroom.server.edge.Route.patch;
import static dev.lastroom.server.edge.Route.post;
import static dev.lastroom.server.edge.Route.promptPost;
import static dev.lastroom.server.edge.Route.put;
import static dev.lastroom.server.edge.Route.quickGet;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.Route;
import dev.lastroom.server.webhook.WebhookSender;
import java.util.List;

/** The whole API in one table. */
public final class Routes {

    private Routes() {}

    /**
     * Returns the API of an engine.
     *
     * @param settings how the service listens
     */
    public static List<Route> all(
            BookingEngine engine,
            HttpSettings settings,
            EventFeed feed,
            WebhookSender sender,
            OperatingEndpoints operating) {
        var setup = new SetupEndpoints(engine);
        var calendar = new CalendarEndpoint(engine);
        boolean requireKey = settings.requireIdempotencyKey();
        var availability = new AvailabilityEndpoints(engine, settings.searchMaxAge());
        var bookings = new BookingEndpoints(engine, requireKey);
        var life = new LifeEndpoints(engine);
        var groups = new GroupEndpoints(engine, requireKey);
        var waitlist = new WaitlistEndpoints(engine, requireKey);
        var allotments = new AllotmentEndpoints(engine, requireKey);
        var streams = new EventStreams(engine, feed);
        var events = new EventEndpoints(engine, streams);
        var ari = new AriEndpoints(engine, streams);
        var webhooks = new WebhookEndpoints(engine, sender);
        return List.of(
                get("/v1/properties", READER, setup::properties),
                get("/v1/properties/{propertyId}", READER, setup::property).conditional(),
                put("/v1/properties/{propertyId}", ADMIN, setup::saveProperty).conditional(),
                patch("/v1/properties/{propertyId}", ADMIN, setup::changeProperty)
                        .conditional(),
                get("/v1/room-types", READER, setup::roomTypes),
                get("/v1/room-types/{roomTypeId}", READER, setup::roomType).conditional(),
                put("/v1/room-types/{roomTypeId}", ADMIN, setup::saveRoomType).conditional(),
                patch("/v1/room-types/{roomTypeId}", ADMIN, setup::changeRoomType)
                        .conditional(),
                get("/v1/room-types/{roomTypeId}/inventory", READER, setup::nights)
                        .conditional(),
                put("/v1/room-types/{roomTypeId}/inventory", ADMIN, setup::openNights)
                        .conditional(),
                get("/v1/room-types/{roomTypeId}/calendar.ics", READER, calendar::calendar),
                quickGet("/v1/availability", READER, availability::availabilityAtOnce, availability::availability)
                        .conditional(),
                get("/v1/availability/properties", READER, availability::properties)
                        .conditional(),
                get("/v1/properties/{propertyId}/arrivals", READER, availability::arrivals)
                        .conditional(),
                get("/v1/bookings", READER, bookings::list),
                promptPost("/v1/bookings", AGENT, bookings::book),
                post("/v1/bookings/batch", AGENT, bookings::bookAll).ofBatch(),
                get("/v1/bookings/{bookingId}", READER, bookings::booking).conditional(),
                patch("/v1/bookings/{bookingId}", AGENT, life::amend).conditional(),
                post("/v1/bookings/{bookingId}/confirm", AGENT, life.advance(Transition.CONFIRM))
                        .conditional(),
                post("/v1/bookings/{bookingId}/extend", AGENT, life::extend).conditional(),
                post("/v1/bookings/{bookingId}/cancel", AGENT, life::cancel).conditional(),
                post("/v1/bookings/{bookingId}/reinstate", AGENT, life::reinstate)
                        .conditional(),
                post("/v1/bookings/{bookingId}/check-in", AGENT, life.advance(Transition.CHECK_IN))
                        .conditional(),
                post("/v1/bookings/{bookingId}/undo-check-in", AGENT, life.advance(Transition.UNDO_CHECK_IN))
                        .conditional(),
                post("/v1/bookings/{bookingId}/check-out", AGENT, life.advance(Transition.CHECK_OUT))
                        .conditional(),
                post("/v1/bookings/{bookingId}/complete", AGENT, life.advance(Transition.COMPLETE))
                        .conditional(),
                post("/v1/bookings/{bookingId}/no-show", AGENT, life.advance(Transition.NO_SHOW_UP))
                        .conditional(),
                post("/v1/booking-groups", AGENT, groups::book),
                get("/v1/booking-groups/{groupId}", READER, groups::group).conditional(),
                post("/v1/booking-groups/{groupId}/confirm", AGENT, groups::confirm)
                        .conditional(),
                post("/v1/booking-groups/{groupId}/cancel", AGENT, groups::cancel)
                        .conditional(),
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
                get("/v1/ari", READER, ari::snapshot),
                get("/v1/ari/changes", READER, ari::changes),
                get("/v1/ari/stream", READER, ari::stream),
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
                // Open: load balancers and scrapers carry no keys, and none of these shows personal data.
                open("/healthz", operating::healthy),
                open("/readyz", operating::ready),
                open("/metrics", operating::metrics));
    }
}

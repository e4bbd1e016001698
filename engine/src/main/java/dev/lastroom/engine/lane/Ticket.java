package dev.lastroom.engine.lane;

import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
import java.util.concurrent.CompletableFuture;

/** A request on its way through a lane, with the place where its outcome will appear. */
record Ticket(Request request, CompletableFuture<Outcome> outcome) {}

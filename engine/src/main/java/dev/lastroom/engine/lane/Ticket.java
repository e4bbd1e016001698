package dev.lastroom.engine.lane;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Outcome;
import java.util.concurrent.CompletableFuture;

/** A request on its way through a lane, with the future of its outcome. */
record Ticket<R>(Request<R> request, CompletableFuture<Outcome<R>> outcome) {

    Ticket(Request<R> request) {
        this(request, new CompletableFuture<>());
    }

    /** @throws ClassCastException if the outcome is of another command type */
    void answer(Outcome<?> given) {
        outcome.complete(given.as(request.command().answer()));
    }
}

package dev.lastroom.proof.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.store.Fault;
import dev.lastroom.proof.store.FaultyStore;
import java.util.concurrent.CompletableFuture;

/** A real engine whose batches wait for the schedule. Used by the schedule's thread. */
final class Server {

    private final Gate gate = new Gate();
    private final BookingEngine engine;

    Server(Store store, boolean planted, Play play) {
        this.engine = play.server(new FaultyStore(store, batch -> gate.arrive(batch.size()), planted));
    }

    BookingEngine engine() {
        return engine;
    }

    /** Sends a request, and returns when the server is quiet again. */
    CompletableFuture<? extends Outcome<?>> send(Request<?> request) {
        gate.sent();
        CompletableFuture<? extends Outcome<?>> outcome = engine.submitAsync(request);
        CompletableFuture<? extends Outcome<?>> _ = outcome.whenComplete((_, _) -> gate.answered());
        gate.awaitQuiet();
        return outcome;
    }

    /** How many commands wait to be applied as the next batch; 0 if there is none. */
    int waiting() {
        return gate.waiting();
    }

    boolean isIdle() {
        return gate.isIdle();
    }

    /** Applies the waiting batch with this fault, and returns when the server is quiet again. */
    void apply(Fault fault) {
        gate.let(fault);
        gate.awaitQuiet();
    }

    /** Dies: the waiting batch ends as {@code last} says, and the server does nothing more. */
    void crash(Fault last) {
        for (Fault fault = last; !gate.isIdle(); fault = Fault.UNAVAILABLE) {
            apply(fault);
        }
        engine.close();
    }
}

package dev.lastroom.bench.micro;

import dev.lastroom.bench.http.ForgetfulStore;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.outcome.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** The cost of handing a request to a lane and getting the outcome back, on a store that does nothing. */
public class LaneBenchmark extends ShortBenchmark {

    private static final int UNDER_WAY = 256;

    private final BookingEngine engine = new BookingEngine(new ForgetfulStore());
    private final Book book =
            Book.of("guest", "double", Stay.of(LocalDate.of(2100, 1, 1), 2), 1).withKey("key");
    private final Caller caller = Caller.embedded("request");

    /** Measures one request there and back. Two threads wake each other. */
    @Benchmark
    public Outcome<?> alone() {
        return engine.submit(book, caller);
    }

    /** Measures one of many requests in progress together. */
    @Benchmark
    @OperationsPerInvocation(UNDER_WAY)
    public List<Outcome<?>> together() {
        List<CompletableFuture<? extends Outcome<?>>> outcomes = new ArrayList<>(UNDER_WAY);
        for (int i = 0; i < UNDER_WAY; i++) {
            outcomes.add(engine.submitAsync(engine.request(book, caller)));
        }
        return outcomes.stream().<Outcome<?>>map(CompletableFuture::join).toList();
    }

    /** Ends the lanes. */
    @TearDown
    public void close() {
        engine.close();
    }
}

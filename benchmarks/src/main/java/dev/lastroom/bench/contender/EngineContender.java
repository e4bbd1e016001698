package dev.lastroom.bench.contender;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Lastroom's engine, used as any program would use it. */
public final class EngineContender implements Contender {

    private final LongAdder batches = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder keysSwept = new LongAdder();
    private final BookingEngine engine;

    /** Starts an engine on a store. Closing the contender closes the store. */
    public EngineContender(Store store, EngineSettings settings) {
        this.engine = new BookingEngine(store, settings, IdSource.secure(), new EngineListener() {
            @Override
            public void batchApplied(int size, Duration lockWait, Duration total) {
                batches.increment();
                commands.add(size);
            }

            @Override
            public void keysSwept(int keys) {
                keysSwept.add(keys);
            }
        });
    }

    @Override
    public ContenderAnswer book(Book book) {
        return answer(
                engine.submit(book),
                done -> new ContenderAnswer.Booked(
                        done.value().id().value(), done.value().userId(), done.replayed()));
    }

    @Override
    public ContenderAnswer cancel(ContenderAnswer.Booked booking) {
        return answer(
                engine.submit(new Cancel(new BookingId(booking.bookingId()), booking.userId())),
                _ -> new ContenderAnswer.Cancelled());
    }

    private static ContenderAnswer answer(Outcome<Booking> outcome, Function<Done<Booking>, ContenderAnswer> done) {
        return switch (outcome) {
            case Done<Booking> is -> done.apply(is);
            case Refused<Booking> _ -> new ContenderAnswer.Refused();
            case Failed<Booking> failed -> throw new ContenderFailedException(failed.toString(), null);
        };
    }

    @Override
    public OptionalDouble batchSize() {
        long applied = batches.sum();
        return applied == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) commands.sum() / applied);
    }

    /** How many idempotency keys the sweeper has forgotten so far. */
    public long keysSwept() {
        return keysSwept.sum();
    }

    @Override
    public void close() {
        engine.close();
    }
}

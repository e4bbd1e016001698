package dev.lastroom.bench.contender;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Lastroom's engine, used as any program would use it; or some engines on one database, as servers have them. */
public final class EngineContender implements Contender {

    private final LongAdder batches = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder keysSwept = new LongAdder();
    private final List<BookingEngine> engines;

    /** Starts an engine on a store. Closing the contender closes the store. */
    public EngineContender(Store store, EngineSettings settings) {
        this(List.of(store), settings, _ -> Coordination.NONE);
    }

    /**
     * Starts an engine on each store. Users are spread over them. Closing the contender closes the stores.
     *
     * @param coordination keeps a store's engine and the others apart
     */
    public <S extends Store> EngineContender(
            List<S> stores, EngineSettings settings, Function<S, Coordination> coordination) {
        this.engines = stores.stream()
                .map(store -> engine(store, settings, coordination.apply(store)))
                .toList();
    }

    private BookingEngine engine(Store store, EngineSettings settings, Coordination coordination) {
        EngineClock clock = EngineClock.of(store, InstantSource.system(), settings.clock());
        EngineListener counter = new EngineListener() {
            @Override
            public void batchApplied(int size, Duration lockWait, Duration total) {
                batches.increment();
                commands.add(size);
            }

            @Override
            public void keysSwept(int keys) {
                keysSwept.add(keys);
            }
        };
        return new BookingEngine(store, settings, clock, IdSource.secure(), counter, coordination);
    }

    @Override
    public ContenderAnswer book(Book book) {
        return answer(
                of(book.userId()).submit(book),
                done -> new ContenderAnswer.Booked(
                        done.value().id().value(), done.value().userId(), done.replayed()));
    }

    @Override
    public ContenderAnswer cancel(ContenderAnswer.Booked booking) {
        return answer(
                of(booking.userId()).submit(new Cancel(new BookingId(booking.bookingId()), booking.userId())),
                _ -> new ContenderAnswer.Cancelled());
    }

    private BookingEngine of(UserId user) {
        return engines.get(Math.floorMod(user.value().hashCode(), engines.size()));
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
        engines.forEach(BookingEngine::close);
    }
}

package dev.lastroom.bench.micro;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Known;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The cost of deciding a request without a database: alone, and in a batch for the same nights. */
public class DecisionBenchmark extends ShortBenchmark {

    private static final int BATCH = 256;
    private static final int NIGHTS = 2;
    private static final LocalDate FIRST_NIGHT = LocalDate.of(2100, 1, 1);
    private static final Instant NOW = Instant.parse("2099-01-01T00:00:00Z");
    private static final Property PROPERTY =
            new Property(new PropertyId("hotel"), "Hotel", ZoneOffset.UTC, Currency.getInstance("EUR"));
    private static final RoomTypeId ROOM_TYPE = new RoomTypeId("double");
    private static final RoomTypeId SOLD_OUT = new RoomTypeId("sold-out");

    private final Decision decision = new Decision(Rules.DEFAULT);
    private final Request<?> booking = request(ROOM_TYPE, 0);
    private final Request<?> refused = request(SOLD_OUT, 0);
    private final List<Request<?>> batch = IntStream.range(0, BATCH)
            .<Request<?>>mapToObj(i -> request(ROOM_TYPE, i))
            .toList();
    private final WorkingSet loaded = load(List.of(booking, refused));

    private static Request<?> request(RoomTypeId roomType, int number) {
        Book book = Book.of("guest", roomType.value(), Stay.of(FIRST_NIGHT, NIGHTS), 1)
                .withKey("key-" + number);
        return new Request<>(book, Caller.embedded("request"), NOW, NewId.of(NOW, roomType, number));
    }

    private static WorkingSet load(List<? extends Request<?>> requests) {
        Footprint footprint = Footprint.of(List.copyOf(requests));
        WorkingSet working = new WorkingSet(footprint.at());
        working.asks(new Needs(footprint, Known.NOTHING));
        working.properties().load(PROPERTY.id(), PROPERTY);
        load(working, ROOM_TYPE, 1_000_000);
        load(working, SOLD_OUT, 0);
        return working;
    }

    private static void load(WorkingSet working, RoomTypeId roomType, int rooms) {
        working.roomTypes().load(roomType, new RoomType(roomType, PROPERTY.id(), "Room", "", 0, 10_000));
        for (int day = 0; day < NIGHTS; day++) {
            Night night = new Night(roomType, FIRST_NIGHT.plusDays(day), rooms, 0, 10_000);
            working.nights().load(night.key(), night);
        }
    }

    /** Measures a request that is booked. */
    @Benchmark
    public Decision.Decided<?> book() {
        return decision.decide(loaded.state(), booking);
    }

    /** Measures a request that is refused. */
    @Benchmark
    public Decision.Decided<?> refuse() {
        return decision.decide(loaded.state(), refused);
    }

    /** Measures one request's share of a batch: the footprint, all decisions and the merged changes. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int batch() {
        WorkingSet working = load(batch);
        List<Outcome<?>> outcomes = working.decide(batch, decision);
        return outcomes.size() + working.nights().changed().size();
    }
}

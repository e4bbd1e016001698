package dev.lastroom.bench.micro;

import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.database.SqliteBench;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.search.BestPrice;
import dev.lastroom.engine.search.Found;
import dev.lastroom.engine.search.Wanted;
import dev.lastroom.server.cli.RunName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/** The cost of a search in memory, without HTTP: stays of 1 to 7 nights, 10 room types in each property. */
public class SearchBenchmark extends ShortBenchmark {

    private static final int PROPERTIES = 100;
    private static final int ROOM_TYPES_OF_EACH = 10;
    private static final int NIGHTS_MAX = 7;

    private final BenchDatabase database = SqliteBench.open(
            "jdbc:sqlite:target/" + RunName.next("search") + ".db",
            new BenchHotel(PROPERTIES * ROOM_TYPES_OF_EACH, 365));
    private final BookingEngine engine = new BookingEngine(database.openStore());
    private final SplittableRandom random = new SplittableRandom(1);

    /** Measures a search of one property. */
    @Benchmark
    public Optional<Found> oneProperty() {
        return engine.searches().find(wanted(random.nextInt(PROPERTIES), anyStay()), Instant.now(), EventId.START);
    }

    /** Measures a search of all properties, for the cheapest room type of each. */
    @Benchmark
    public List<BestPrice.OfProperty> allProperties() {
        Stay stay = anyStay();
        List<BestPrice.OfProperty> best = new ArrayList<>(PROPERTIES);
        for (int i = 0; i < PROPERTIES; i++) {
            best.add(engine.searches()
                    .bestPrice(wanted(i, stay), Instant.now(), EventId.START)
                    .orElseThrow());
        }
        return best;
    }

    private Stay anyStay() {
        int nights = 1 + random.nextInt(NIGHTS_MAX);
        return database.hotel().stay(random.nextInt(database.hotel().nights() - nights + 1), nights);
    }

    private Wanted wanted(int property, Stay stay) {
        return new Wanted(database.hotel().property(property * ROOM_TYPES_OF_EACH), stay, 1, null);
    }

    /** Ends the engine. */
    @TearDown
    public void close() {
        engine.close();
        database.close();
    }
}

package dev.lastroom.proof.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.NightCount;
import dev.lastroom.proof.history.RecordedCommand;
import dev.lastroom.store.testkit.model.AllPages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A hotel so small that everything in it collides. Immutable and thread-safe.
 *
 * @param roomTypes the room types
 * @param nights how many nights are open, starting at {@link #OPENING}
 * @param rooms how many rooms each night has at the opening
 */
record SmallHotel(List<RoomTypeId> roomTypes, int nights, int rooms) {

    /** When a run begins. */
    static final Instant OPENING = Instant.parse("2027-01-10T12:00:00Z");

    /** The first night. */
    static final LocalDate FIRST = LocalDate.of(2027, 1, 10);

    /** Short enough for keys to grow old in a run. */
    static final Rules RULES = Rules.DEFAULT.with(it -> it.keyLifetime = Duration.ofDays(3));

    /** One lane a server, so that the seed decides the batches; nothing depends on real time. */
    private static final EngineSettings SETTINGS = EngineSettings.DEFAULT.with(it -> {
        it.rules = RULES;
        it.lanes = 1;
        it.laneQueueMax = 10_000;
        it.laneWaitMax = Duration.ofHours(1);
        it.concurrencyRetriesMax = 2;
        it.oneByOneBudget = Duration.ofHours(1);
        it.sweepInterval = Duration.ofDays(365);
    });

    private static final String PROPERTY = "grand";

    static SmallHotel random(SplittableRandom random, int nightsMin) {
        List<RoomTypeId> types = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> new RoomTypeId("type-" + i))
                .toList();
        return new SmallHotel(types, nightsMin + random.nextInt(3), 1 + random.nextInt(4));
    }

    static BookingEngine engine(Store store, InstantSource clock, IdSource ids) {
        return engine(store, clock, ids, RULES);
    }

    /** The same with other rules. */
    static BookingEngine engine(Store store, InstantSource clock, IdSource ids, Rules rules) {
        return new BookingEngine(store, SETTINGS.withRules(rules), clock, ids, EngineListener.NONE);
    }

    void open(BookingEngine engine) {
        engine.submit(SaveProperty.of(PROPERTY, "Grand Hotel", "UTC", "EUR")).orElseThrow();
        for (RoomTypeId type : roomTypes) {
            engine.submit(SaveRoomType.of(type.value(), PROPERTY, "Deluxe", rooms, 12_000))
                    .orElseThrow();
            engine.submit(new OpenNights(type, FIRST, end(), null, null)).orElseThrow();
        }
    }

    /** The day after the last night. */
    LocalDate end() {
        return FIRST.plusDays(nights);
    }

    /** The nights of a room type in {@code [from, to)}. */
    static List<NightKey> nights(RoomTypeId type, LocalDate from, LocalDate to) {
        return from.datesUntil(to).map(date -> new NightKey(type, date)).toList();
    }

    /** All nights as they are now. */
    Map<NightKey, NightCount> counts(Reads reads) {
        Map<NightKey, NightCount> counts = new TreeMap<>();
        for (RoomTypeId type : roomTypes) {
            reads.nights(type, FIRST, end()).forEach(night -> counts.put(night.key(), NightCount.of(night)));
        }
        return counts;
    }

    /** Some nights of a room type as they are now, all at one moment. */
    static Map<NightKey, NightCount> counts(Reads reads, List<NightKey> nights) {
        NightKey first = nights.getFirst();
        Map<NightKey, NightCount> counts = new TreeMap<>();
        reads.nights(first.roomTypeId(), first.date(), nights.getLast().date().plusDays(1))
                .forEach(night -> counts.put(night.key(), NightCount.of(night)));
        return counts;
    }

    /** All bookings as they are now. */
    static Map<BookingId, Booking> bookings(Reads reads) {
        Map<BookingId, Booking> bookings = new HashMap<>();
        AllPages.all(Page.LIMIT_MAX, page -> reads.bookings(BookingFilter.ALL, page))
                .forEach(booking -> bookings.put(booking.id(), booking));
        return bookings;
    }

    /** The history of the clients' commands, with a look at everything as it is now. */
    History history(List<RecordedCommand> commands, Reads reads) {
        Map<NightKey, Integer> totals = new HashMap<>();
        roomTypes.forEach(type -> nights(type, FIRST, end()).forEach(night -> totals.put(night, rooms)));
        Map<BookingId, Boolean> live = new HashMap<>();
        bookings(reads).forEach((id, booking) -> live.put(id, booking.isLive()));
        return new History(totals, commands, counts(reads), live, RULES.keyLifetime(), RULES.derivedKeyWindow());
    }
}

package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.calendar.Searches;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.config.SearchSettings;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.lane.Breakdown;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.search.Found;
import dev.lastroom.engine.search.Quote;
import dev.lastroom.engine.search.Wanted;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.ReadsInFront;
import dev.lastroom.store.testkit.database.StoreInFront;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.AllPages;
import dev.lastroom.store.testkit.model.GrandHotel;
import dev.lastroom.store.testkit.model.ModelStore;
import dev.lastroom.store.testkit.model.RandomHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches that memory answers are right: on the server that wrote at once, on others from a token on. */
public abstract class SearchContract {

    /** So patient that time never decides whether memory or the database answers. */
    private static final SearchSettings PATIENT = new SearchSettings(2_000_000, Duration.ofMinutes(1));

    private static final Wanted WANTED =
            new Wanted(new PropertyId(GrandHotel.PROPERTY), Stay.of(GrandHotel.TODAY, 1), 1, null);

    private static final int SEARCHES = 2;
    private static final int LENGTH_MAX = 4;
    private static final int SERVERS = 2;
    private static final int CLIENTS = 6;
    private static final int ROUNDS = 40;

    /** One history a build on each kind of database: each step of it asks four servers. */
    static LongStream seeds() {
        return ModelContract.seeds().limit(1);
    }

    /**
     * After each batch, the model and three servers are asked: one that wrote it, one that was given its token, and one
     * that starts now and then, and so reads the state of a hotel in which everything is going on.
     */
    @ParameterizedTest(name = "-Dlastroom.seed={0}")
    @MethodSource("seeds")
    void memoryAnswersAsTheModelDoes(long seed, TestDatabase database) throws Exception {
        SplittableRandom random = new SplittableRandom(~seed);
        try (ModelStore model = new ModelStore();
                Store one = database.open();
                Store two = database.open();
                Searches expected = searches(model, new SearchSettings(0, Duration.ofSeconds(1)));
                Searches here = searches(one, PATIENT);
                Searches there = searches(two, PATIENT)) {
            Searches[] anew = {searches(two, PATIENT)};
            Instant _ = RandomHistory.play(seed, model, (batch, outcomes) -> {
                Applied applied = one.apply(batch, RandomHistory.DECISION, LockWait.FULL);
                assertThat(applied.outcomes()).isEqualTo(outcomes);
                here.committed(batch, applied);
                Instant now = batch.getLast().at().plusSeconds(random.nextInt(1_200));
                if (random.nextInt(10) == 0) {
                    anew[0].close();
                    anew[0] = searches(two, PATIENT);
                }
                for (int i = 0; i < SEARCHES; i++) {
                    Property property = oneOf(AllPages.all(page -> model.reads().properties(null, page)), random);
                    Stay stay = Stay.of(property.today(now).plusDays(random.nextInt(-1, 12)), random.nextInt(1, 5));
                    int rooms = random.nextInt(1, 3);
                    Wanted wanted = new Wanted(property.id(), stay, rooms, 2);
                    Found right = expected.inDatabase(wanted, now).orElseThrow();
                    here.inMemoryAtOnce(wanted, now, EventId.START).ifPresent(found -> same(Optional.of(found), right));
                    same(answer(here, wanted, now, EventId.START), right);
                    same(answer(there, wanted, now, applied.last()), right);
                    same(answer(anew[0], wanted, now, applied.last()), right);
                    assertThat(here.bestPrice(wanted, now, EventId.START)).contains(right.bestPrice());
                    assertThat(here.arrivalsInMemory(wanted, 1, LENGTH_MAX, now, EventId.START))
                            .isEqualTo(expected.arrivalsInDatabase(wanted, 1, LENGTH_MAX, now));
                }
            });
            anew[0].close();
        }
    }

    /** A change that only the store can follow makes memory read the state anew: the search after it finds that. */
    private static Optional<Found> answer(Searches searches, Wanted wanted, Instant now, EventId atLeast) {
        return searches.inMemory(wanted, now, atLeast).or(() -> searches.inMemory(wanted, now, atLeast));
    }

    private static void same(Optional<Found> found, Found right) {
        assertThat(found).hasValueSatisfying(answer -> {
            assertThat(answer.quotes()).isEqualTo(right.quotes());
            assertThat(answer.property()).isEqualTo(right.property());
        });
    }

    private static <T> T oneOf(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    /**
     * Each client has a room type of its own, and books it on one of two servers. Its next search there shows exactly
     * what is left, whatever the others do. On the other server it does so with the token, or after that has repeated
     * the answer.
     */
    @Test
    void aSearchAfterABookingFindsOneRoomLess(TestDatabase database) throws Exception {
        EngineSettings settings = EngineSettings.DEFAULT.with(it -> it.search = PATIENT);
        List<BookingEngine> servers = new ArrayList<>();
        try {
            for (int i = 0; i < SERVERS; i++) {
                servers.add(GrandHotel.engine(database.open(), settings));
            }
            GrandHotel.open(servers.getFirst(), ROUNDS, 1);
            for (int i = 0; i < CLIENTS; i++) {
                servers.getFirst()
                        .submit(SaveRoomType.of("own-" + i, GrandHotel.PROPERTY, "Own", ROUNDS, GrandHotel.PRICE));
                servers.getFirst()
                        .submit(new OpenNights(
                                new RoomTypeId("own-" + i),
                                GrandHotel.TODAY,
                                GrandHotel.TODAY.plusDays(1),
                                null,
                                null));
            }
            // As many properties as are read at the same time are waited for, and the database answers for others.
            servers.forEach(server -> free(server.searches(), "own-0", EventId.START));
            GrandHotel.atOnce(CLIENTS, i -> () -> {
                BookingEngine here = servers.get(i % SERVERS);
                BookingEngine there = servers.get((i + 1) % SERVERS);
                for (int left = ROUNDS - 1; left >= 0; left--) {
                    Book book = Book.of("user-" + left, "own-" + i, Stay.of(GrandHotel.TODAY, 1), 1)
                            .withKey("key-" + i + "-" + left);
                    GrandHotel.booking(here.submit(book));
                    assertThat(free(here.searches(), "own-" + i, EventId.START)).isEqualTo(left);
                    if (left % 2 == 0) {
                        assertThat(free(
                                        there.searches(),
                                        "own-" + i,
                                        here.searches().position()))
                                .isEqualTo(left);
                    } else {
                        assertThat(there.submit(book))
                                .matches(it -> it instanceof Outcome.Done<?> done && done.replayed());
                        assertThat(free(there.searches(), "own-" + i, EventId.START))
                                .isEqualTo(left);
                    }
                }
                return true;
            });
        } finally {
            servers.forEach(BookingEngine::close);
        }
    }

    /** Without the note of what was written, or its token, memory is behind: the tests above can tell. */
    @Test
    void negativeControlAServerThatIsNotToldIsBehind(TestDatabase database) {
        try (BookingEngine engine = GrandHotel.engine(database.open());
                CutOff store = new CutOff(database.open());
                Searches untold = searches(store, PATIENT)) {
            GrandHotel.open(engine, 10, 1);
            assertThat(free(untold, GrandHotel.DELUXE.value(), EventId.START)).isEqualTo(10);
            store.cutOff = true;
            assertThat(engine.submit(Book.of("alice", GrandHotel.DELUXE.value(), Stay.of(GrandHotel.TODAY, 1), 1)))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(free(untold, GrandHotel.DELUXE.value(), EventId.START)).isEqualTo(10);
        }
    }

    /**
     * Memory is cut off from the log, so it lacks what this server has written. It still answers where that makes no
     * difference: for other nights, unless the answer shows other stays that have them.
     */
    @Test
    void aSearchWaitsOnlyForWritesOnWhichItsAnswerDepends(TestDatabase database) {
        try (BookingEngine engine = GrandHotel.engine(database.open());
                CutOff store = new CutOff(database.open());
                Searches searches = searches(store, PATIENT)) {
            GrandHotel.open(engine, 1, 60);
            GrandHotel.booking(engine.submit(GrandHotel.book("alice", 10, 1, 1)));
            assertThat(searches.inMemory(night(0), GrandHotel.NOON, EventId.START))
                    .isPresent();
            store.cutOff = true;
            List<Request<?>> batch =
                    List.of(engine.request(GrandHotel.book("bob", 12, 1, 1), Caller.embedded("request")));
            searches.committed(batch, store.apply(batch, new Decision(Rules.DEFAULT), LockWait.FULL));

            assertThat(searches.inMemoryAtOnce(night(12), GrandHotel.NOON, EventId.START))
                    .as("the night that was booked")
                    .isEmpty();
            assertThat(searches.inMemoryAtOnce(night(10), GrandHotel.NOON, EventId.START))
                    .as("a night that is sold out: its answer shows other stays")
                    .isEmpty();
            for (int day : List.of(0, 14, 40)) {
                assertThat(searches.inMemoryAtOnce(night(day), GrandHotel.NOON, EventId.START))
                        .as("day %s", day)
                        .hasValueSatisfying(found ->
                                assertThat(found.quotes().getFirst().bookable()).isTrue());
            }
            store.cutOff = false;
            assertThat(searches.inMemory(night(12), GrandHotel.NOON, EventId.START))
                    .hasValueSatisfying(found ->
                            assertThat(found.quotes().getFirst().bookable()).isFalse());
        }
    }

    private static Wanted night(int day) {
        return new Wanted(WANTED.propertyId(), Stay.of(GrandHotel.TODAY.plusDays(day), 1), 1, null);
    }

    /** What is committed while a state is read is counted once, whether the state has it already or not. */
    @Test
    void bookingsWhileTheStateIsReadAreCountedOnce(TestDatabase database) throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open());
                ExecutorService thread = Executors.newSingleThreadExecutor();
                SlowStates store = new SlowStates(database.open());
                Searches searches = searches(store, PATIENT)) {
            GrandHotel.open(engine, 10, 1);
            Future<Integer> free = thread.submit(() -> free(searches, GrandHotel.DELUXE.value(), EventId.START));
            store.began.await();
            GrandHotel.booking(engine.submit(GrandHotel.book("early", 0, 1, 1)));
            store.mayRead.countDown();
            store.read.await();
            GrandHotel.booking(engine.submit(GrandHotel.book("late", 0, 1, 2)));
            store.mayEnd.countDown();

            assertThat(free.get()).isIn(7, 9);
            assertThat(free(
                            searches,
                            GrandHotel.DELUXE.value(),
                            engine.searches().position()))
                    .isEqualTo(7);
            assertThat(searches.stats().statesRead()).isEqualTo(1);
        }
    }

    /** A store that waits before and after it reads a state. */
    private static final class SlowStates extends StoreInFront {
        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch mayRead = new CountDownLatch(1);
        private final CountDownLatch read = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        private SlowStates(Store store) {
            super(store);
        }

        @Override
        public Reads reads() {
            return ReadsInFront.of(super.reads(), call -> {
                if (!call.name().equals("state")) {
                    return call.result();
                }
                began.countDown();
                mayRead.await();
                Object state = call.result();
                read.countDown();
                mayEnd.await();
                return state;
            });
        }

        @Override
        public void close() {
            mayRead.countDown();
            mayEnd.countDown();
            super.close();
        }
    }

    /** A log that no longer has the event at which memory stands is another one: it is read anew. */
    @Test
    void anotherLogIsNoticed(TestDatabase database) throws Exception {
        try (Store store = database.open();
                BookingEngine engine = GrandHotel.engine(database.open());
                Searches searches = searches(store, PATIENT)) {
            GrandHotel.open(engine, 10, 1);
            assertThat(free(searches, GrandHotel.DELUXE.value(), EventId.START)).isEqualTo(10);
            assertThat(searches.stats().statesRead()).isEqualTo(1);

            long last = store.reads().lastCommittedEvent().batch();
            database.execute(database.renumber(last, 0));
            // The first may have the number of the event that is gone.
            GrandHotel.booking(engine.submit(GrandHotel.book("alice", 0, 1, 1)));
            GrandHotel.booking(engine.submit(GrandHotel.book("bob", 0, 1, 1)));
            Optional<Found> found =
                    answer(searches, WANTED, GrandHotel.NOON, engine.searches().position());
            assertThat(found.orElseThrow().quotes().getFirst().availability().availableRooms())
                    .isEqualTo(8);
            assertThat(searches.stats().statesRead()).isEqualTo(2);
        }
    }

    /** A server that cannot follow the log is not up to date for longer than it may be. */
    @Test
    void aServerThatIsCutOffDoesNotAnswerFromMemory(TestDatabase database) {
        SearchSettings hasty = new SearchSettings(2_000_000, Duration.ofMillis(50));
        try (BookingEngine engine = GrandHotel.engine(database.open());
                CutOff store = new CutOff(database.open());
                Searches searches = searches(store, hasty)) {
            GrandHotel.open(engine, 10, 1);
            awaitAnswer(searches, true);
            store.cutOff = true;
            awaitAnswer(searches, false);
            for (int i = 0; i < SEARCHES; i++) {
                assertThat(searches.inMemory(WANTED, GrandHotel.NOON, EventId.START))
                        .isEmpty();
            }
            store.cutOff = false;
            awaitAnswer(searches, true);
        }
    }

    private static void awaitAnswer(Searches searches, boolean fromMemory) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (searches.inMemory(WANTED, GrandHotel.NOON, EventId.START).isPresent() != fromMemory) {
            assertThat(System.nanoTime())
                    .as("an answer from memory: %s", fromMemory)
                    .isLessThan(deadline);
        }
    }

    /** A store whose log cannot be read while it is cut off. */
    private static final class CutOff extends StoreInFront {
        private volatile boolean cutOff;

        private CutOff(Store store) {
            super(store);
        }

        @Override
        public Reads housekeeping() {
            if (cutOff) {
                throw new StoreException(Failure.STORE_UNAVAILABLE, "cut off", null);
            }
            return super.housekeeping();
        }
    }

    /** Memory for one property only: the other is answered by the database, or takes its place. */
    @Test
    void theLeastRecentlySearchedMakesRoom(TestDatabase database) {
        SearchSettings small = new SearchSettings(1_000, Duration.ofMinutes(1));
        try (Store store = database.open();
                BookingEngine engine = GrandHotel.engine(database.open());
                Searches searches = searches(store, small)) {
            GrandHotel.open(engine, 10, 600);
            engine.submit(SaveProperty.of("other", "Other", "Europe/Lisbon", "EUR"));
            engine.submit(SaveRoomType.of("suite", "other", "Suite", 3, GrandHotel.PRICE));
            engine.submit(new OpenNights(
                    new RoomTypeId("suite"), GrandHotel.TODAY, GrandHotel.TODAY.plusDays(600), null, null));
            Wanted other = new Wanted(new PropertyId("other"), WANTED.stay(), 1, null);

            assertThat(searches.inMemory(WANTED, GrandHotel.NOON, EventId.START))
                    .isPresent();
            assertThat(searches.inMemory(other, GrandHotel.NOON, EventId.START)).isPresent();
            assertThat(searches.stats().nights()).isBetween(600L, 1_000L);
            assertThat(searches.inMemory(WANTED, GrandHotel.NOON, EventId.START))
                    .isPresent();
            assertThat(searches.stats().statesRead()).isEqualTo(3);

            engine.submit(SaveRoomType.of("suite-2", "other", "Suite", 3, GrandHotel.PRICE));
            assertThat(searches.inMemory(other, GrandHotel.NOON, EventId.START))
                    .as("two room types never fit")
                    .isEmpty();
        }
    }

    /** More properties than fit take turns, searched by several threads, and every answer is that property's own. */
    @Test
    void manyPropertiesShareMemory(TestDatabase database) throws Exception {
        int properties = 40;
        SearchSettings forHalf = new SearchSettings(2_000, Duration.ofMinutes(1));
        try (Store store = database.open();
                BookingEngine engine = GrandHotel.engine(database.open());
                Searches searches = searches(store, forHalf)) {
            for (int i = 0; i < properties; i++) {
                engine.submit(SaveProperty.of("property-" + i, "Hotel", "Europe/Lisbon", "EUR"));
                RoomTypeId roomType = new RoomTypeId("room-type-" + i);
                engine.submit(SaveRoomType.of(roomType.value(), "property-" + i, "Suite", 1 + i, GrandHotel.PRICE));
                engine.submit(new OpenNights(roomType, GrandHotel.TODAY, GrandHotel.TODAY.plusDays(1), null, null));
            }
            GrandHotel.atOnce(CLIENTS, client -> () -> {
                for (int i = client; i < client + properties; i++) {
                    int n = i % properties;
                    Wanted wanted = new Wanted(new PropertyId("property-" + n), WANTED.stay(), 1, null);
                    Found found = searches.find(wanted, GrandHotel.NOON, EventId.START)
                            .orElseThrow();
                    assertThat(found.quotes().getFirst().availability().availableRooms())
                            .isEqualTo(1 + n);
                    assertThat(searches.stats().nights()).isLessThanOrEqualTo(forHalf.memoryNightsMax());
                }
                return true;
            });
            assertThat(searches.stats().fromMemory()).isPositive();
        }
    }

    private static int free(Searches searches, String roomType, EventId atLeast) {
        return searches.inMemory(WANTED, GrandHotel.NOON, atLeast).orElseThrow().quotes().stream()
                .map(Quote::availability)
                .filter(offer -> offer.roomType().id().value().equals(roomType))
                .findFirst()
                .orElseThrow()
                .availableRooms();
    }

    private static Searches searches(Store store, SearchSettings settings) {
        return new Searches(store, settings, new Breakdown());
    }
}

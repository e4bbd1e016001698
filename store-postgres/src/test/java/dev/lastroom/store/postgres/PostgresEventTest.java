package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.NOON;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.CancelGroup;
import dev.lastroom.engine.command.GroupTarget;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.feed.Ari;
import dev.lastroom.engine.feed.Offering;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresEventTest {

    private static final String LATE = "late";
    private static final long GATE = 4711;
    private static final PropertyId HOTEL = new PropertyId(GrandHotel.PROPERTY);

    private PostgresDatabase database;

    PostgresDatabase fresh() {
        return new PostgresDatabase();
    }

    @BeforeEach
    void open() {
        database = fresh();
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            GrandHotel.open(engine, 1_000, 5);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The confirm happened first, so the log has it first. */
    @Test
    void aTransactionThatWaitsForALockIsLoggedAfterTheOneItWaitedFor() throws Exception {
        assertThat(namesOfThird()).containsExactly("booking.booked", "booking.confirmed", "booking.cancelled");
    }

    /** The control: a transaction gets its id at its first lock, so numbering by id would give the wrong order. */
    @Test
    void numberedByTransactionIdTheConfirmWouldFollowTheCancel() throws Exception {
        database.execute("""
                CREATE OR REPLACE FUNCTION event_batch_now() RETURNS bigint LANGUAGE sql AS
                'SELECT pg_current_xact_id()::text::bigint'
                """);
        assertThat(namesOfThird()).containsExactly("booking.booked", "booking.cancelled", "booking.confirmed");
    }

    /**
     * A writer that takes its number late delays all later events, even those behind an event that was already read.
     */
    @Test
    void theLogDoesNotEndBeforeAnEventThatWasRead() throws SQLException {
        try (BookingEngine engine = GrandHotel.engine(database.open());
                Connection slow = database.connect()) {
            GrandHotel.open(engine, 3, 3);
            EventId known = engine.read().lastEvent();
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock_shared('event_number'::regclass::oid::integer, "
                        + (known.batch() - 1) + ")");
            }

            assertThat(engine.read().lastEvent()).isLessThan(known);
            assertThat(engine.read().lastCommittedEvent()).isEqualTo(known);
            slow.rollback();
        }
    }

    /**
     * Returns the events of a group's third booking. A cancel of the group locks the nights of the first item and waits
     * for those of the second. Meanwhile another server confirms the third.
     */
    private List<String> namesOfThird() throws Exception {
        try (BookingEngine one = GrandHotel.engine(database.open());
                BookingEngine other = GrandHotel.engine(database.open())) {
            List<RoomStay> items = IntStream.of(0, 2, 4)
                    .mapToObj(day -> new RoomStay(DELUXE, Stay.of(TODAY.plusDays(day), 1), 1))
                    .toList();
            BookingGroup group = one.submit(
                            new BookGroup(new UserId("ann"), items, new HoldTime(Duration.ofMinutes(15)), null))
                    .orElseThrow();
            BookingId third = group.bookings().getLast().id();
            CompletableFuture<? extends Outcome<?>> cancelled;
            try (Connection second = database.lock(new NightKey(DELUXE, TODAY.plusDays(2)))) {
                cancelled = one.submitAsync(
                        one.request(new CancelGroup(GroupTarget.of(group.id())), Caller.embedded("cancel")));
                database.awaitBlocked(1);
                assertThat(other.submit(new Advance(Target.of(third), Transition.CONFIRM)))
                        .isInstanceOf(Done.class);
                second.rollback();
            }
            assertThat(cancelled.join()).isInstanceOf(Done.class);
            return logged(third);
        }
    }

    private List<String> logged(BookingId id) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.prepareStatement(
                        "SELECT name FROM event WHERE booking_id = ? ORDER BY batch, place")) {
            statement.setObject(1, id.value());
            List<String> names = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString("name"));
                }
            }
            return names;
        }
    }

    /**
     * One transaction takes its number. Another takes a later number and commits, a reader reads, and only then does
     * the first one commit. Neither the log nor the changes of nights go past it. The control is the same read without
     * the bound: it sees the later event at once, goes on from there, and misses the first one for ever.
     */
    @Test
    void aTransactionThatTakesItsNumberEarlyAndCommitsLateIsNotMissed() throws Exception {
        database.execute("""
                CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF NEW.request_ids[1] = '%s' THEN PERFORM pg_advisory_xact_lock(%d); END IF;
                  RETURN NULL;
                END $$
                """.formatted(LATE, GATE), """
                CREATE CONSTRAINT TRIGGER late AFTER INSERT ON event_batch DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate()
                """);
        try (BookingEngine one = GrandHotel.engine(database.open());
                BookingEngine other = GrandHotel.engine(database.open());
                Connection control = database.connect();
                Connection gate = database.connect();
                Statement atGate = gate.createStatement()) {
            other.submit(SaveRoomType.of("suite", GrandHotel.PROPERTY, "Suite", 10, GrandHotel.PRICE));
            other.submit(new OpenNights(new RoomTypeId("suite"), TODAY, TODAY.plusDays(5), null, null));
            Reads reads = other.read();
            database.awaitEvents();
            EventId end = reads.lastEvent();
            Ari ari = new Ari(reads, other::now);
            atGate.execute("SELECT pg_advisory_lock(" + GATE + ")");

            CompletableFuture<? extends Outcome<?>> late = one.submitAsync(
                    one.request(GrandHotel.book("ann", 0, 2, 1), new Caller("agency", LATE, null, null), NOON));
            awaitSomebodyAtTheGate(atGate);
            booking(other.submit(
                    Book.of("bob", "suite", Stay.of(TODAY, 2), 1), new Caller("agency", "early", null, null)));

            assertThat(late).isNotDone();
            assertThat(reads.events(end, null, 10).events()).isEmpty();
            assertThat(reads.lastEvent()).isEqualTo(end);
            assertThat(ari.snapshot(HOTEL, TODAY, TODAY.plusDays(1), null, 1).position())
                    .isEqualTo(end);
            assertThat(ari.changes(HOTEL, end, 10)).isEqualTo(new Ari.Changes(List.of(), end, false));
            List<EventId> unbounded = new ArrayList<>(readUnbounded(control, end));
            assertThat(unbounded).hasSize(1);

            atGate.execute("SELECT pg_advisory_unlock(" + GATE + ")");
            booking(late.join());
            database.awaitEvents();
            List<Recorded> followed = reads.events(end, null, 10).events();
            assertThat(followed)
                    .extracting(recorded -> recorded.event().requestId())
                    .containsExactly(LATE, "early");
            assertThat(followed).extracting(Recorded::id).isSorted();
            assertThat(ari.changes(HOTEL, end, 10).nights())
                    .extracting(Offering::roomTypeId)
                    .containsExactly(DELUXE, new RoomTypeId("suite"));

            unbounded.addAll(readUnbounded(control, unbounded.getLast()));
            assertThat(unbounded).containsExactly(followed.getLast().id());
        }
    }

    private static void awaitSomebodyAtTheGate(Statement statement) throws SQLException {
        boolean isThere = false;
        while (!isThere) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = " + GATE + " AND NOT granted")) {
                isThere = row.next();
            }
            Thread.onSpinWait();
        }
    }

    /** Reads on like a reader that knows nothing of transactions in progress. */
    private static List<EventId> readUnbounded(Connection connection, EventId after) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT batch, place FROM event WHERE (batch, place) > (?, ?) ORDER BY batch, place")) {
            statement.setLong(1, after.batch());
            statement.setInt(2, after.place());
            List<EventId> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(new EventId(row.getLong(1), row.getInt(2)));
                }
            }
            return ids;
        }
    }

    /** Rows copied into another database without its sequence bring numbers that the sequence has yet to reach. */
    @Test
    void eventsFromAnotherDatabaseStayBeforeTheNewOnes() throws Exception {
        database.execute("UPDATE event_batch SET batch = batch + 1000000000");
        List<Recorded> restored;
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            database.awaitEvents();
            restored = engine.read().events(EventId.START, null, 10).events();
            assertThat(restored).hasSize(3);
            booking(engine.submit(GrandHotel.book("ann", 0, 2, 1)));
        }
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            booking(engine.submit(GrandHotel.book("bob", 0, 2, 1)));
            database.awaitEvents();
            List<Recorded> all = engine.read().events(EventId.START, null, 10).events();
            assertThat(all).hasSize(5).startsWith(restored.toArray(Recorded[]::new));
            assertThat(all).extracting(Recorded::id).isSorted();
            assertThat(engine.read().events(restored.getLast().id(), null, 10).events())
                    .extracting(recorded -> recorded.event().what().name())
                    .containsExactly("booking.booked", "booking.booked");
        }
    }
}

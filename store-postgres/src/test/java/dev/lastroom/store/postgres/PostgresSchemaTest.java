package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.database.PgBouncer;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database shared with other programs, and the error at the start if Lastroom cannot have its own schema there. */
@Timeout(120)
class PostgresSchemaTest {

    private static final HoldTime HELD = new HoldTime(Duration.ofMinutes(5));

    private final PostgresDatabase database = PostgresDatabase.empty();

    @AfterEach
    void close() {
        database.close();
    }

    private PostgresSettings schema(String name) {
        return PostgresSettings.of(database.url()).withSchema(Optional.of(name));
    }

    private PostgresSettings as(String user, PostgresSettings settings) {
        String url = database.url().replace("user=postgres", "user=" + user);
        return PostgresSettings.of(url).withSchema(settings.schema());
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void twoLastroomsAndAnotherProgramShareADatabase() throws Exception {
        share(UnaryOperator.identity());
    }

    @Test
    @EnabledIf(value = PgBouncer.IS_INSTALLED, disabledReason = PgBouncer.MISSING)
    void twoLastroomsAndAnotherProgramShareAPooler() throws Exception {
        share(Poolers.in("transaction"));
    }

    /** The other program has tables of the same names, and both Lastrooms have the same guest, night and key. */
    private void share(UnaryOperator<String> way) throws Exception {
        database.execute("CREATE TABLE night (of_opera text)", "CREATE TABLE booking (id text)");
        PostgresSettings shared = PostgresSettings.of(way.apply(database.url()));
        try (BookingEngine one = GrandHotel.engine(PostgresStore.open(shared.withSchema(Optional.of("one"))));
                BookingEngine two = GrandHotel.engine(PostgresStore.open(shared.withSchema(Optional.of("The 2nd"))))) {
            GrandHotel.open(one, 1, 5);
            GrandHotel.open(two, 1, 5);
            for (int night = 0; night < 5; night++) {
                Book wanted = book("ann", night, 1, 1).withKey("key-" + night).heldFor(HELD);
                Booking first = booking(one.submit(wanted));
                Booking second = booking(two.submit(wanted));
                assertThat(one.read().booking(second.id())).isEmpty();
                assertThat(two.read().booking(first.id())).isEmpty();
            }
            for (BookingEngine engine : new BookingEngine[] {one, two}) {
                assertThat(engine.read().nights(DELUXE, TODAY, TODAY.plusDays(5)))
                        .allSatisfy(night -> assertThat(night.booked()).isEqualTo(1));
                assertThat(engine.read().integrity().drift()).isEmpty();
                assertThat(engine.read().integrityFromEvents().consistent()).isTrue();
            }
        }
        assertThat(count("SELECT count(*) FROM one.booking")).isEqualTo(5);
        assertThat(count("SELECT count(*) FROM \"The 2nd\".booking")).isEqualTo(5);
        assertThat(count("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEqualTo(2);
    }

    /** One Lastroom is in the middle of a booking with a hold and events, and of a migration. The other goes on. */
    @Test
    void neitherWaitsForTheLocksOfTheOther() throws Exception {
        try (BookingEngine one = GrandHotel.engine(PostgresStore.open(schema("one")));
                BookingEngine two = GrandHotel.engine(PostgresStore.open(schema("two")));
                Connection busy = database.connect()) {
            GrandHotel.open(one, 5, 5);
            GrandHotel.open(two, 5, 5);
            EventId last = two.read().lastCommittedEvent();
            busy.setAutoCommit(false);
            try (var statement = busy.createStatement()) {
                statement.execute("SET search_path = one");
                for (String lock : new String[] {
                    "hashtextextended('one', 2)",
                    "hashtextextended('one/anonymous/ann', 0)",
                    "'event_number'::regclass::oid::integer, 1"
                }) {
                    statement.execute("SELECT pg_advisory_xact_lock(" + lock + ")");
                }
            }

            assertThat(two.read().lastEvent()).isEqualTo(last);
            booking(two.submit(book("ann", 0, 1, 1).heldFor(HELD)));
            PostgresStore.open(schema("two")).close();
            // The control: these are the locks of the other Lastroom.
            var held = CompletableFuture.supplyAsync(
                    () -> one.submit(book("ann", 0, 1, 1).heldFor(HELD)));
            var opened = CompletableFuture.supplyAsync(() -> PostgresStore.open(schema("one")));
            database.awaitBlocked(2);
            assertThat(one.read().lastEvent()).isLessThan(one.read().lastCommittedEvent());
            busy.rollback();
            booking(held.join());
            opened.join().close();
        }
    }

    @Test
    void theFirstServersOfASchemaMayStartTogether() throws Exception {
        for (Store store : GrandHotel.atOnce(4, _ -> () -> PostgresStore.open(schema("new")))) {
            store.reads().ping();
            store.close();
        }
    }

    @Test
    void tablesOfAnotherProgramAreReportedWithTheSettingThatHelps() throws Exception {
        database.execute("CREATE TABLE invoice (id integer)");

        assertRefused(
                PostgresSettings.of(database.url()), "the schema public has tables of other programs", "db.schema=");
    }

    @Test
    void aMissingRightToCreateIsReported() throws Exception {
        database.execute(
                "DROP ROLE IF EXISTS visitor",
                "CREATE ROLE visitor LOGIN",
                "CREATE SCHEMA theirs",
                "CREATE SCHEMA hidden",
                "GRANT USAGE ON SCHEMA theirs TO visitor");

        assertRefused(
                as("visitor", PostgresSettings.of(database.url())),
                "the user visitor may not change the schema public (",
                "permission denied for schema public",
                "owner of the schema");
        assertRefused(as("visitor", schema("theirs")), "the user visitor may not change the schema theirs (");
        assertRefused(as("visitor", schema("hidden")), "the user visitor may not use the schema hidden");
        assertRefused(
                as("visitor", schema("their own")),
                "the schema \"their own\" is missing, and the user visitor may not create it",
                "CREATE SCHEMA \"their own\" AUTHORIZATION visitor");
        database.execute("CREATE SCHEMA \"their own\" AUTHORIZATION visitor");
        PostgresStore.open(as("visitor", schema("their own"))).close();
        database.execute("ALTER TABLE \"their own\".flyway_schema_history OWNER TO postgres");
        assertRefused(as("visitor", schema("their own")), "the user visitor may not change the schema \"their own\" (");
    }

    @Test
    void aReadOnlyDatabaseIsReported() throws Exception {
        PostgresServer.run("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");

        assertRefused(
                PostgresSettings.of(database.url()), "the database is read-only", "default_transaction_read_only");
    }

    @Test
    void aTimeLimitIsReported() throws Exception {
        try (Connection busy = database.connect();
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('public', 2))");
            var opened = CompletableFuture.runAsync(() -> assertRefused(
                    PostgresSettings.of(database.url()), "a time limit of the server", "Nothing has changed"));
            database.awaitBlocked(1);
            statement.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
            opened.join();
            busy.rollback();
        }
        database.open().close();
    }

    private static void assertRefused(PostgresSettings settings, String... said) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> PostgresStore.open(settings).close())
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("The database schema cannot be brought up to date: ")
                        .contains(said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pg_lastroom",
                "information_schema",
                "last\nroom",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-éééééééééééééééé"
            })
    void anInvalidSchemaNameIsRefused(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> schema(name))
                .withMessageContaining("must have 1 to 63 bytes");
        assertThatCode(() -> schema("x".repeat(63))).doesNotThrowAnyException();
    }
}

package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that an administrator makes for a database, and changes to its tables. */
class PostgresSettingsTest {

    private static final List<String> HOSTILE = List.of(
            "default_transaction_isolation = 'repeatable read'",
            "default_transaction_deferrable = on",
            "statement_timeout = '1s'",
            "lock_timeout = 1",
            "idle_session_timeout = '1s'",
            "idle_in_transaction_session_timeout = '1s'",
            "transaction_timeout = '1s'",
            "synchronous_commit = off",
            "client_min_messages = error",
            "row_security = on",
            "standard_conforming_strings = off",
            "array_nulls = off",
            "datestyle = 'SQL, DMY'",
            "intervalstyle = 'sql_standard'",
            "timezone = 'Pacific/Apia'",
            "bytea_output = 'escape'",
            "extra_float_digits = -15",
            "search_path = 'elsewhere'",
            "default_table_access_method = 'nothing'",
            "enable_nestloop = off",
            "enable_indexscan = off",
            "plan_cache_mode = 'force_custom_plan'");

    private final PostgresDatabase database = PostgresDatabase.empty();

    @AfterEach
    void close() {
        database.close();
    }

    private void administrator(List<String> settings) throws SQLException {
        for (String setting : settings) {
            PostgresServer.run("ALTER DATABASE " + database.name() + " SET " + setting);
        }
    }

    private static List<String> read(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (row.next()) {
                all.add(row.getString(1));
            }
            return all;
        }
    }

    /** The schema is made, rooms are sold and bookings are found again, although the search path leads elsewhere. */
    @Test
    void anAdministratorsSettingsChangeNoPromise() throws Exception {
        administrator(HOSTILE);
        for (int start = 0; start < 2; start++) {
            try (BookingEngine engine = GrandHotel.engine(database.open())) {
                GrandHotel.open(engine, 5, 10);
                assertThat(engine.submit(book("ann", 0, 2, 1).withKey("one"))).isInstanceOf(Done.class);
                assertThat(engine.read().integrity().drift()).isEmpty();
                assertThat(engine.read().integrityFromEvents().consistent()).isTrue();
            }
        }
        try (Connection connection = database.connect()) {
            assertThat(read(connection, "SELECT id FROM public.booking")).hasSize(1);
        }
    }

    /** The sessions of the store set each of these settings for themselves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    default_transaction_isolation = 'repeatable read' | transaction_isolation | read committed
                    default_transaction_isolation = serializable      | transaction_isolation | read committed
                    synchronous_commit = off                          | synchronous_commit    | on
                    synchronous_commit = local                        | synchronous_commit    | on
                    synchronous_commit = remote_apply                 | synchronous_commit    | remote_apply
                    lock_timeout = 1                                  | lock_timeout          | 5s
                    idle_session_timeout = '1s'                       | idle_session_timeout  | 0
                    client_min_messages = error                       | client_min_messages   | warning
                    row_security = on                                 | row_security          | off
                    search_path = elsewhere                           | search_path           | public, pg_temp
                    """)
    void eachSessionSetsTheSettingsItReliesOn(String set, String setting, String is) throws Exception {
        administrator(List.of(set));
        PostgresSettings settings = PostgresSettings.of(database.url());
        try (PostgresPools pools = new PostgresPools(new PostgresHosts(settings.url()), "public", settings, 1)) {
            Connection writer = pools.writer();
            try (Connection reader = pools.readers().getConnection()) {
                assertThat(read(writer, "SHOW " + setting)).containsExactly(is);
                assertThat(read(reader, "SHOW " + setting)).containsExactly(is);
            } finally {
                pools.giveBack(writer);
            }
        }
    }

    /** A migration of many rows takes longer than a booking may. */
    @ParameterizedTest
    @ValueSource(strings = {"statement_timeout", "lock_timeout", "transaction_timeout"})
    void migrationsHaveNoTimeLimit(String timeout) throws Exception {
        administrator(List.of(timeout + " = '1s'"));
        try (Connection connection = new PostgresHosts(database.url()).connect(PostgresSession.opening("public"))) {
            assertThat(read(connection, "SHOW " + timeout)).containsExactly("0");
        }
    }

    /** The sixth file of the schema fails after five others have run. */
    @Test
    void aSchemaIsUpgradedWhollyOrNotAtAll() throws Exception {
        database.execute(
                "CREATE SCHEMA elsewhere",
                """
                CREATE FUNCTION elsewhere.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF to_regclass('public.webhook_failure_dead') IS NOT NULL THEN RAISE EXCEPTION 'planted'; END IF;
                END $$
                """,
                "CREATE EVENT TRIGGER planted ON ddl_command_end EXECUTE FUNCTION elsewhere.refuse()");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(database::open)
                .withStackTraceContaining("planted");
        try (Connection connection = database.connect()) {
            assertThat(read(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                    .isEmpty();
        }
        database.execute("DROP EVENT TRIGGER planted");
        database.open().close();
    }

    /** Only a superuser may set it, and references between tables are then not enforced. */
    @Test
    void sessionsWithoutTriggersAreRefused() throws Exception {
        administrator(List.of("session_replication_role = replica"));
        assertRefused("session_replication_role is replica");
    }

    @Test
    void aReadOnlyDatabaseIsRefusedAtTheStart() throws Exception {
        administrator(List.of("default_transaction_read_only = on"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(database::open)
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE))
                .withStackTraceContaining("read-only transaction");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE night DROP CONSTRAINT night_not_oversold | constraint night_not_oversold of the table night
                    ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_pkey | constraint idempotency_key_pkey
                    ALTER TABLE night DISABLE TRIGGER ALL | triggers of the table night
                    ALTER TABLE idempotency_key SET UNLOGGED | table idempotency_key is unlogged
                    """)
    void tablesThatDoNotKeepThePromisesAreRefusedByName(String change, String named) throws Exception {
        database.open().close();
        database.execute(change);
        assertRefused(named);
    }

    @Test
    void aHiddenRowIsRefused() throws Exception {
        database.open().close();
        PostgresServer.run("DROP ROLE IF EXISTS clerk");
        PostgresServer.run("CREATE ROLE clerk LOGIN");
        database.execute(
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk", "ALTER TABLE booking ENABLE ROW LEVEL SECURITY");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        PostgresStore.open(PostgresSettings.of(database.url().replace("user=postgres", "user=clerk"))))
                .withMessageContaining("row security hides rows of the table booking");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQL_ASCII", "LATIN1"})
    void anotherEncodingIsRefused(String encoding) {
        String name = database.name() + "_" + encoding.toLowerCase(java.util.Locale.ROOT);
        PostgresServer.run("CREATE DATABASE " + name + " TEMPLATE template0 LOCALE 'C' ENCODING '" + encoding + "'");
        try {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> PostgresStore.open(PostgresSettings.of(PostgresServer.url(name))))
                    .withMessageContaining("the encoding of the database is " + encoding);
        } finally {
            PostgresServer.run("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    /** If there are two, only an operator can say which one. The URL may name it too. */
    @Test
    void theSchemaIsTheOneWithTheTables() throws Exception {
        String other = database.url() + "&currentSchema=Other";
        PostgresStore.open(PostgresSettings.of(other)).close();
        try (Store store = database.open();
                Connection connection = database.connect()) {
            store.reads().ping();
            assertThat(read(connection, "SELECT schemaname FROM pg_tables WHERE tablename = 'night'"))
                    .containsExactly("Other");
        }
        PostgresStore.open(PostgresSettings.of(database.url() + "&currentSchema=public"))
                .close();
        assertRefused("\"Other\", public each have Lastroom's tables");
        PostgresStore.open(PostgresSettings.of(other)).close();
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(database::open)
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE))
                .withMessageContaining(why);
    }
}

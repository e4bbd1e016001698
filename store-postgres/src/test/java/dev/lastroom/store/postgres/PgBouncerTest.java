package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.jdbc.Migrations;
import dev.lastroom.store.testkit.database.PgBouncer;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other programs behind the same pooler notice nothing of a store. */
@Timeout(120)
@EnabledIf(value = PgBouncer.IS_INSTALLED, disabledReason = PgBouncer.MISSING)
class PgBouncerTest {

    /** PgBouncer sets four settings anew for each client, and PostgreSQL sets three for each transaction. */
    private static final String LEFT_BEHIND = """
            SELECT name || '=' || setting FROM pg_settings
            WHERE source = 'session' AND name NOT IN ('application_name', 'client_encoding', 'DateStyle', 'TimeZone',
              'transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
            UNION ALL
            SELECT 'prepared ' || name FROM pg_prepared_statements
            UNION ALL
            SELECT 'locked ' || objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
            """;

    private final UnaryOperator<String> way = Poolers.in("transaction");
    private final PostgresDatabase database = PostgresDatabase.empty();

    @AfterEach
    void close() {
        database.close();
    }

    private PostgresSettings settings() {
        return PostgresSettings.of(way.apply(database.url()));
    }

    /** Holds all connections of the server, each in a transaction, and reads what the previous program left behind. */
    private List<String> leftBehind() throws SQLException {
        List<Connection> held = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try {
            for (int i = 0; i < Poolers.CONNECTIONS; i++) {
                Connection other = DriverManager.getConnection(settings().url());
                held.add(other);
                other.setAutoCommit(false);
                try (var statement = other.createStatement();
                        var row = statement.executeQuery(LEFT_BEHIND)) {
                    while (row.next()) {
                        found.add(row.getString(1));
                    }
                }
            }
        } finally {
            for (Connection other : held) {
                other.close();
            }
        }
        return found;
    }

    /** The schema is made through the pooler too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noSettingOfAStoreReachesOthers(boolean optimistic) throws Exception {
        Store store = PostgresStore.open(settings().withOptimistic(optimistic));
        try (BookingEngine engine = GrandHotel.engine(store)) {
            GrandHotel.open(engine, 50, 10);
            GrandHotel.atOnce(8, i -> () -> {
                for (int n = 0; n < 5; n++) {
                    Booking booked =
                            booking(engine.submit(book("user-" + i, n, 2, 1).withKey(i + "-" + n)));
                    assertThat(engine.read().booking(booked.id())).isPresent();
                }
                return i;
            });
            assertThat(engine.read().integrity().drift()).isEmpty();
            assertThat(store.sweepKeys(GrandHotel.NOON, 10)).isZero();
            assertThat(leftBehind()).isEmpty();
        }
    }

    /** The control: migrations on connections of their own leave Flyway's session settings behind. */
    @Test
    void negativeControlMigrationsOnConnectionsOfTheirOwnLeak() throws Exception {
        PostgresHosts hosts = new PostgresHosts(settings().url());
        PostgresSession session = PostgresSession.opening("public");
        Migrations.migrate(
                new PostgresConnections(() -> hosts.connect(session)),
                "db/postgres",
                new PostgresRemedies("public", "postgres"));
        assertThat(leftBehind()).anyMatch(line -> line.startsWith("search_path="));
    }

    /** An administrator's default reaches the server's connections, but no transaction of the store. */
    @Test
    void eachTransactionHasItsOwnSettings() throws Exception {
        PostgresServer.run(
                "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'repeatable read'");
        PostgresServer.run("ALTER DATABASE " + database.name() + " SET search_path = elsewhere");
        PostgresStore.open(settings()).close();
        try (PostgresPools pools =
                new PostgresPools(new PostgresHosts(settings().url()), "public", settings(), 1)) {
            Connection writer = pools.writer();
            try (var statement = writer.createStatement();
                    var row = statement.executeQuery("""
                            SELECT current_setting('transaction_isolation') AS isolation,
                              current_setting('lock_timeout') AS wait, count(*) AS nights FROM night
                            """)) {
                assertThat(PostgresSession.isPooled(writer)).isTrue();
                row.next();
                assertThat(List.of(row.getString("isolation"), row.getString("wait"), row.getInt("nights")))
                        .containsExactly("read committed", "5s", 0);
            } finally {
                pools.giveBack(writer);
            }
        }
    }

    /** A direct connection is configured once, and its statements are prepared. */
    @Test
    void aServerIsNotMistakenForAPooler() throws Exception {
        PostgresSettings direct = PostgresSettings.of(database.url());
        try (PostgresPools pools = new PostgresPools(new PostgresHosts(direct.url()), "public", direct, 1)) {
            Connection writer = pools.writer();
            try {
                assertThat(PostgresSession.isPooled(writer)).isFalse();
            } finally {
                pools.giveBack(writer);
            }
        }
    }

    @Test
    void statementModeIsRefused() {
        PostgresSettings statements =
                PostgresSettings.of(Poolers.in("statement").apply(database.url()));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> PostgresStore.open(statements))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE))
                .withStackTraceContaining("statement pooling mode");
    }
}

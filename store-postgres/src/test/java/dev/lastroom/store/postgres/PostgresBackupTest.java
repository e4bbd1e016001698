package dev.lastroom.store.postgres;

import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The backups that docs/guide/backup.md describes, taken while clients book. */
class PostgresBackupTest {

    private static final int CLIENTS = 4;
    private static final int BEFORE = 40;

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Backup {
        void make() throws Exception;
    }

    @Test
    void pgDumpAndPgRestoreKeepAcknowledgedBookings() throws Exception {
        try (InstalledPostgres postgres = InstalledPostgres.start(folder)) {
            postgres.run("createuser", "lastroom");
            postgres.run("createdb", "--owner=lastroom", "lastroom");
            String dump = folder.resolve("lastroom.dump").toString();
            Map<String, Booking> before = backUpWhileClientsBook(
                    postgres.url("lastroom"),
                    () -> postgres.run("pg_dump", "--format=custom", "--file=" + dump, "lastroom"));

            postgres.run("createdb", "--owner=lastroom", "restored");
            postgres.run("pg_restore", "--exit-on-error", "--no-owner", "--role=lastroom", "--dbname=restored", dump);
            assertKept(postgres.url("restored"), before);
        }
    }

    /** Does what pg_dump does, with tools that every machine has: copies all tables in one snapshot. */
    @Test
    void aCopyOfOneSnapshotKeepsAcknowledgedBookings() throws Exception {
        try (PostgresDatabase database = new PostgresDatabase();
                PostgresDatabase copy = new PostgresDatabase()) {
            copy.open().close();
            copy.execute("DELETE FROM catalogue");
            Map<String, Booking> before = backUpWhileClientsBook(database.url(), () -> copyTables(database, copy));
            assertKept(copy.url(), before);
        }
    }

    private static void copyTables(PostgresDatabase from, PostgresDatabase to) throws Exception {
        try (Connection source = from.connect();
                Connection target = to.connect()) {
            source.setAutoCommit(false);
            source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (String table : List.of(
                    "property", "room_type", "catalogue", "night", "booking", "idempotency_key", "event_batch")) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                source.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", rows);
                target.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
            }
            source.rollback();
        }
    }

    /** Returns the bookings that had been acknowledged when the backup began, by key. */
    private static Map<String, Booking> backUpWhileClientsBook(String url, Backup backup) throws Exception {
        Map<String, Booking> acknowledged = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(BEFORE);
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> clients = new ArrayList<>();
        try (BookingEngine engine = GrandHotel.engine(PostgresStore.open(PostgresSettings.of(url)));
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            GrandHotel.open(engine, 100_000, 5);
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(threads.submit(() -> {
                    for (int n = 0; !stop.get(); n++) {
                        String key = client + "-" + n;
                        acknowledged.put(key, booking(engine.submit(bookUnder(key))));
                        enough.countDown();
                    }
                }));
            }
            try {
                enough.await();
                Map<String, Booking> before = new TreeMap<>(acknowledged);
                backup.make();
                assertThat(acknowledged.size())
                        .as("bookings made during the backup")
                        .isGreaterThan(before.size());
                return before;
            } finally {
                stop.set(true);
                for (Future<?> client : clients) {
                    client.get();
                }
            }
        }
    }

    private static Book bookUnder(String key) {
        return book("ann", 0, 2, 1).withKey(key);
    }

    private static void assertKept(String url, Map<String, Booking> before) {
        try (BookingEngine engine = GrandHotel.engine(PostgresStore.open(PostgresSettings.of(url)))) {
            assertThat(engine.read().integrity().drift()).isEmpty();
            assertThat(engine.read().integrity().bookingsChecked()).isGreaterThanOrEqualTo(before.size());
            before.forEach(
                    (key, booking) -> assertThat(engine.submit(bookUnder(key))).isEqualTo(new Done<>(booking, true)));
            booking(engine.submit(bookUnder("new")));
            assertThat(engine.read().integrity().drift()).isEmpty();
        }
    }
}

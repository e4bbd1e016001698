package dev.lastroom.store.sqlite;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.sqlite.SqliteBackup.Copy;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBackupTest {

    @TempDir
    private Path folder;

    private Path database;
    private Path file;

    @BeforeEach
    void hotelWithABooking() throws IOException {
        database = Files.createDirectory(folder.resolve("data")).resolve("hotel.db");
        file = folder.resolve("hotel.backup");
        try (BookingEngine engine = engine(database)) {
            GrandHotel.open(engine, 5, 5);
            booking(engine.submit(book("ann", 0, 2, 1).withKey("first")));
        }
    }

    private static BookingEngine engine(Path file) {
        return GrandHotel.engine(SqliteStore.open(SqliteSettings.of(file)));
    }

    private Copy backup(boolean replace) {
        return SqliteBackup.backup(SqliteSettings.of(database), file, replace, _ -> {});
    }

    private Copy restore(boolean replace) {
        return SqliteBackup.restore(file, SqliteSettings.of(database), replace, GrandHotel.NOON, _ -> {});
    }

    @Test
    void aBackupHasEverythingAcknowledgedBeforeIt() throws IOException {
        Path copied = folder.resolve("copied.db");
        try (BookingEngine engine = engine(database)) {
            Booking made = booking(engine.submit(book("bob", 1, 2, 2).withKey("k")));
            // Negative control: the acknowledged booking is in the write-ahead log, and not in the file yet.
            Files.copy(database, copied);
            Copy copy = backup(false);
            booking(engine.submit(book("later", 1, 2, 1)));

            assertThat(copy).isEqualTo(new Copy(file, Files.size(file), "008", null));
            try (BookingEngine restored = engine(file)) {
                assertThat(restored.submit(book("bob", 1, 2, 2).withKey("k"))).isEqualTo(new Done<>(made, true));
                IntegrityReport report = restored.read().integrity();
                assertThat(report.drift()).isEmpty();
                assertThat(report.bookingsChecked()).isEqualTo(2);
            }
            try (BookingEngine lost = engine(copied)) {
                assertThat(lost.read().booking(made.id())).isEmpty();
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
        // Opening the backup has changed its journal mode. It is still a valid backup.
        assertThat(restore(true).bytes()).isEqualTo(Files.size(database));
    }

    @Test
    void aBackupReportsItsProgress() throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute("""
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
                    INSERT INTO event (name, at, actor, request_id, after)
                    SELECT 'booking.booked', i, 'local', hex(randomblob(40)), hex(randomblob(40)) FROM n
                    """);
        }
        AtomicLong last = new AtomicLong();
        Copy copy = SqliteBackup.backup(SqliteSettings.of(database), file, false, bytes -> {
            assertThat(bytes).isGreaterThanOrEqualTo(last.get());
            last.set(bytes);
        });
        assertThat(last.get()).isBetween(1L, copy.bytes());
    }

    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> backup(false))
                .isInstanceOf(StoreException.class)
                .hasMessage(file + " already exists: add --force to replace it");
        assertThat(file).hasContent("precious");
        assertThat(backup(true).bytes()).isEqualTo(Files.size(file));

        assertThatThrownBy(() -> restore(false)).hasMessage(database + " already exists: add --force to replace it");
        file = folder.resolve("none/hotel.backup");
        assertThatThrownBy(() -> backup(false)).hasMessage("There is no folder " + folder.resolve("none"));
        Path itself = database;
        assertThatThrownBy(() -> SqliteBackup.backup(SqliteSettings.of(database), itself, true, _ -> {}))
                .hasMessage(database + " is the database itself");
    }

    @Test
    void aRestoreKeepsTheOldDatabaseAndItsLogAside() throws Exception {
        backup(false);
        Booking later;
        Path killed = Files.createDirectory(folder.resolve("killed")).resolve("hotel.db");
        try (BookingEngine engine = engine(database)) {
            later = booking(engine.submit(book("bob", 1, 2, 2)));
            // What a server that is killed now leaves behind.
            for (String companion : new String[] {"", "-wal", "-shm"}) {
                Files.copy(Path.of(database + companion), Path.of(killed + companion));
            }
        }
        database = killed;
        Path aside = Objects.requireNonNull(restore(true).keptAside());

        assertThat(aside).hasFileName("hotel.db.before-restore-20270110T120000Z");
        assertThat(Path.of(killed + "-wal")).doesNotExist();
        try (BookingEngine old = engine(aside);
                BookingEngine restored = engine(killed)) {
            assertThat(old.read().booking(later.id())).contains(later);
            assertThat(restored.read().booking(later.id())).isEmpty();
            assertThat(restored.read().integrity().bookingsChecked()).isEqualTo(1);
            assertThat(restored.submit(book("ann", 0, 2, 1).withKey("first")))
                    .matches(outcome -> outcome instanceof Done<?> booked && booked.replayed());
        }
    }

    @Test
    void aLogWithoutItsDatabaseIsMovedAway() throws IOException {
        backup(false);
        Files.move(database, folder.resolve("elsewhere"));
        Path log = Path.of(database + "-wal");
        PrivateFiles.make(log);
        Files.writeString(log, "what is left of another database");
        assertThat(restore(false).keptAside()).isNull();
        assertThat(log).doesNotExist();
        assertThat(Path.of(database + ".before-restore-20270110T120000Z-wal")).exists();
        try (BookingEngine engine = engine(database)) {
            assertThat(engine.read().nights(DELUXE, TODAY, TODAY.plusDays(5))).hasSize(5);
        }
    }

    @Test
    void aDatabaseThatIsOpenIsNotReplaced() {
        backup(false);
        try (BookingEngine engine = engine(database)) {
            assertThatThrownBy(() -> restore(true))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is open in this process: stop the server first");
            assertThat(engine.submit(book("bob", 0, 1, 1))).isInstanceOf(Done.class);
        }
        assertThat(database.getParent())
                .isDirectoryNotContaining("glob:**.tmp")
                .isDirectoryNotContaining("glob:**before-restore*");
        assertThat(restore(true).keptAside()).exists();
    }

    @Test
    void aDatabaseThatIsDamagedCanBeReplaced() throws IOException {
        backup(false);
        Files.writeString(database, "no database any more, but as long as the head of one".repeat(20));
        assertThat(Objects.requireNonNull(restore(true).keptAside())).content().startsWith("no database");
        try (BookingEngine engine = engine(database)) {
            assertThat(engine.read().integrity().bookingsChecked()).isEqualTo(1);
        }
    }

    @Test
    void onlyAnIntactBackupIsRestored() throws Exception {
        byte[] before = Files.readAllBytes(database);
        backup(false);
        byte[] intact = Files.readAllBytes(file);

        byte[] damaged = intact.clone();
        for (int i = damaged.length / 2; i < damaged.length; i += 7) {
            damaged[i] ^= 0x5a;
        }
        Files.write(file, damaged);
        assertThatThrownBy(() -> restore(true)).isInstanceOf(StoreException.class);

        Files.write(file, Arrays.copyOf(intact, intact.length / 2));
        assertThatThrownBy(() -> restore(true)).isInstanceOf(StoreException.class);

        Files.writeString(file, "This is a text of some length, and no database.".repeat(20));
        assertThatThrownBy(() -> restore(true)).hasMessageContaining("it is not a SQLite database");

        Files.delete(file);
        try (Connection other = connect(file);
                var statement = other.createStatement()) {
            statement.execute("CREATE TABLE booking (id TEXT)");
        }
        assertThatThrownBy(() -> restore(true)).hasMessage(file + " is not a Lastroom database");

        Files.delete(file);
        assertThatThrownBy(() -> restore(true)).hasMessage("There is no file " + file);

        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            assertThat(files)
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .containsOnly("hotel.db", "hotel.db.migrate-lock");
        }
    }

    @Test
    void aBackupOfANewerVersionIsNotRestored() throws SQLException {
        backup(false);
        try (Connection connection = connect(file);
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                      installed_by, execution_time, success)
                    VALUES (99, '99', 'future', 'SQL', 'V099__future.sql', 1, 'someone', 1, true)
                    """);
        }
        assertThatThrownBy(() -> restore(true)).hasMessageContaining("use a newer Lastroom");
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}

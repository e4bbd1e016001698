package dev.lastroom.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.store.files.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The error at the start if the schema of a file cannot be brought up to date. */
class SqliteSchemaTest {

    @TempDir
    private Path folder;

    @Test
    void tablesOfAnotherProgramAreReportedWithTheSettingThatHelps() throws Exception {
        Path file = file();
        try (var connection = DriverManager.getConnection(SqliteSettings.URL_PREFIX + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE invoice (id INTEGER)");
        }

        assertRefused(file, "the file " + file + " has tables of another program", "db.url");
    }

    @Test
    void aFileThatIsNoDatabaseIsReported() throws Exception {
        Path file = file();
        Files.writeString(file, "A guest book, in which the guests write by themselves.".repeat(100));

        assertRefused(file, "the file " + file + " is no SQLite database", "db.url");
    }

    private Path file() throws Exception {
        Path file = folder.resolve("hotel.db");
        PrivateFiles.make(file);
        return file;
    }

    private static void assertRefused(Path file, String... said) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SqliteStore.open(SqliteSettings.ofUrl(SqliteSettings.URL_PREFIX + file))
                        .close())
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("The database schema cannot be brought up to date: ")
                        .contains(said));
    }
}

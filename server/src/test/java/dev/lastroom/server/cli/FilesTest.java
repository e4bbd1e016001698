package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.Main;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Files on disk are for their owner alone, and a lock that another program keeps stops nothing for long. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class FilesTest {

    private static final String LOCK_WAIT = "300ms";

    @TempDir
    private Path folder;

    private Path data;
    private Path database;
    private Path keys;

    @BeforeEach
    void nameFiles() {
        data = folder.resolve("data");
        database = data.resolve("lastroom.db");
        keys = data.resolve("api-keys");
    }

    private record Ended(int status, String err) {}

    /** Runs a command in this process, and returns when it ends. */
    private Ended run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.plain(
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), new PrintStream(err, true, UTF_8));
        Map<String, String> environment = Map.of(
                "LASTROOM_DB_URL",
                "jdbc:sqlite:" + database,
                "LASTROOM_DB_LOCK_WAIT",
                LOCK_WAIT,
                "LASTROOM_HTTP_KEY_FILE",
                keys.toString());
        return new Ended(Main.run(console, environment, args), err.toString(UTF_8));
    }

    private void succeed(String... args) {
        Ended ended = run(args);
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    private LastroomProcess locked(Path file) throws IOException {
        PrivateFiles.makeFolder(file);
        PrivateFiles.make(file);
        LastroomProcess holder = LastroomProcess.java(folder, LockingProgram.class.getName(), file.toString());
        holder.lineWith("locked");
        return holder;
    }

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Returns the files that others may use in a folder, and the folder if they may use it. */
    private static List<String> loose(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> {
                        try {
                            return !modes(file).endsWith("------");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void filesAreForTheirOwnerAloneWhateverTheUmask() throws Exception {
        try (LastroomProcess program = LastroomProcess.withoutUmask(
                folder,
                CommandsProgram.class.getName(),
                "data/lastroom.db",
                "keys create --owner desk --role admin",
                "backup data/hotel.backup",
                "export inventory data/nights.csv",
                "restore data/hotel.backup --db jdbc:sqlite:data/other/hotel.db")) {
            program.lineWith("all is done");
            for (String name : List.of(
                    "lastroom.db",
                    "lastroom.db-wal",
                    "lastroom.db-shm",
                    "lastroom.db.migrate-lock",
                    "api-keys",
                    "api-keys.lock",
                    "hotel.backup",
                    "nights.csv",
                    "other/hotel.db")) {
                assertThat(modes(data.resolve(name))).as(name).isEqualTo("rw-------");
            }
            assertThat(loose(data)).isEmpty();
        }
        // Negative control: files written without setting a mode are open to everyone.
        assertThat(loose(folder)).anyMatch(name -> name.startsWith("sqlite-"));
    }

    @Test
    void aDatabaseThatOthersMayUseIsRefusedWithTheCommandThatMendsIt() throws Exception {
        SqliteStore.open(SqliteSettings.of(database)).close();
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxr-x"));
        Ended refused = run("check");
        assertThat(refused.status()).isEqualTo(1);
        String command = "chmod go-w " + data + " && chmod go-rwx " + database;
        assertThat(refused.err()).contains(database + " cannot be opened").contains(command);

        assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
        succeed("check");
    }

    @Test
    void aKeyFileThatOthersMayUseIsRefused() throws Exception {
        succeed("keys", "create", "--owner", "desk", "--role", "reader");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-rw----"));
        for (String[] call : new String[][] {{"keys", "list"}, {"keys", "revoke", "none"}, {"serve", "--port", "0"}}) {
            Ended refused = run(call);
            assertThat(refused.status()).isNotZero();
            assertThat(refused.err()).contains("chmod go-rwx " + keys).hasLineCount(1);
        }
    }

    @Test
    void aHeldLockOfTheKeysIsNamedWithItsHolder() throws Exception {
        succeed("keys", "create", "--owner", "desk", "--role", "reader");
        String id = Files.readAllLines(keys).getLast().split(" ", 2)[0];
        Path lock = data.resolve("api-keys.lock");
        try (LastroomProcess holder = locked(lock)) {
            Ended ended = run("keys", "revoke", id);
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .contains(lock + " was not free within 300 ms: process " + holder.pid() + " holds it")
                    .hasLineCount(1);
        }
        // Negative control: only the lock was in the way.
        succeed("keys", "revoke", id);
    }

    @Test
    void aHeldLockOfTheDatabaseEndsServe() throws Exception {
        succeed("keys", "create", "--owner", "desk", "--role", "reader");
        Path lock = data.resolve("lastroom.db.migrate-lock");
        try (LastroomProcess holder = locked(lock)) {
            Ended ended = run("serve", "--port", "0");
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .contains(database + " cannot be opened", lock.toString(), "process " + holder.pid() + " holds it");
        }
        // Negative control: only the lock was in the way.
        SqliteStore.open(SqliteSettings.of(database)).close();
    }

    @Test
    void aLockedDatabaseIsNamedWithTheHolderOfTheLock() throws Exception {
        succeed("keys", "create", "--owner", "desk", "--role", "reader");
        try (LastroomProcess holder = locked(database)) {
            Ended ended = run("serve", "--port", "0");
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains(database.toString(), "process " + holder.pid());
        }
    }
}

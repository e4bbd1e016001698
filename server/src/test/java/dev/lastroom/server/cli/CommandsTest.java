package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.server.Main;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Ended run(String... args) {
        return run(Map.of(), args);
    }

    private static Ended run(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int status = Main.run(console, environment, args);
        return new Ended(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private String sqlite(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    /** Books on one night, in a database of its own. */
    private void bookTwoRooms(String name) {
        try (BookingEngine engine = GrandHotel.engine(SqliteStore.open(SqliteSettings.of(folder.resolve(name))))) {
            GrandHotel.open(engine, 3, 3);
            GrandHotel.booking(engine.submit(GrandHotel.book("ann", 1, 1, 2)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "demo", "check", "export", "import", "backup", "restore", "keys"})
    void everyCommandHasHelpAndAVersion(String command) {
        String[] words = command.isEmpty() ? new String[0] : new String[] {command};
        Ended help = run(with(words, "--help"));
        Ended version = run(with(words, "--version"));

        assertThat(help.status()).isZero();
        assertThat(help.out())
                .startsWith(("Usage: lastroom " + command).strip())
                .doesNotContain("\u001b");
        assertThat(version.status()).isZero();
        assertThat(version.out()).startsWith("lastroom ");
    }

    private static String[] with(String[] words, String last) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                     | Name a command
                    sell                                   | sell
                    serve --port http                      | --port: http.port must be a whole number
                    serve --port 70000                     | http.port must be a whole number from 0 to 65535
                    serve --db mysql                       | db.url must begin with jdbc:sqlite: or jdbc:postgresql:
                    serve --config none.properties         | none.properties does not exist
                    serve --host 0.0.0.0 --port 0          | needs API keys
                    serve --rooms 3                        | --rooms
                    check --db jdbc:sqlite:                | db.url must name a file
                    backup                                 | FILE
                    backup f --db jdbc:postgresql://h/n    | pg_dump and pg_restore: see docs/guide/backup.md
                    restore f --db jdbc:postgresql://h/n   | pg_dump and pg_restore: see docs/guide/backup.md
                    keys                                   | Name a command: create, list or revoke
                    keys create --owner desk               | --role
                    keys create --owner desk --role boss   | --role must be reader, agent or admin
                    keys create --owner d/k --role agent   | --owner must be
                    keys revoke                            | ID
                    serve --key-file none.keys             | The key file none.keys does not exist
                    """)
    void aWrongCallIsReportedInOneSentenceAndEndsWithStatusTwo(String call, String sentence) {
        // Without this setting, serve would use the working folder.
        Ended ended =
                run(Map.of("LASTROOM_DB_URL", sqlite("wrong.db")), call.isEmpty() ? new String[0] : call.split(" +"));

        assertThat(ended.err()).startsWith("lastroom: ").contains(sentence).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void anUnknownVariableEndsWithStatusTwo() {
        Ended ended = run(Map.of("LASTROOM_PORT", "1"), "serve");

        assertThat(ended.err()).startsWith("lastroom: LASTROOM_PORT in the environment is not a setting");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void aMissingDatabaseEndsWithStatusOne() throws IOException {
        Ended check = run("check", "--db", sqlite("none.db"));
        assertThat(check.err()).contains("There is no database at jdbc:sqlite:").hasLineCount(1);
        assertThat(check.status()).isEqualTo(1);
        assertThat(folder.resolve("none.db")).doesNotExist();

        // Nothing listens on port 1.
        Ended serve =
                run("serve", "--port", "0", "--db", "jdbc:postgresql://127.0.0.1:1/hotel?user=ann&password=hunter2");
        assertThat(serve.err()).startsWith("lastroom: ").hasLineCount(1).doesNotContain("hunter2");
        assertThat(serve.status()).isEqualTo(1);
    }

    @Test
    void aDatabaseIsBackedUpAndRestored() throws IOException {
        String db = sqlite("kept.db");
        String file = folder.resolve("kept.backup").toString();
        assertThat(run("backup", file, "--db", db).err())
                .isEqualToIgnoringNewLines("lastroom: There is no file " + folder.resolve("kept.db"));
        bookTwoRooms("kept.db");

        Ended backup = run("backup", file, "--db", db, "--json");
        assertThat(backup.status()).isZero();
        assertThat(backup.json().path("file").asString()).isEqualTo(file);
        assertThat(backup.json().path("schemaVersion").asString()).isEqualTo("008");
        Ended again = run("backup", file, "--db", db);
        assertThat(again.err())
                .contains("already exists: add --force to replace it")
                .hasLineCount(1);
        assertThat(again.status()).isEqualTo(1);

        assertThat(run("restore", file, "--db", db).status()).isEqualTo(1);
        Ended restore = run("restore", file, "--db", db, "--force");
        assertThat(restore.out()).startsWith("✓ Restored to").contains("before-restore-");
        assertThat(restore.status()).isZero();
        assertThat(run("check", "--db", db).status()).isZero();
    }

    @Test
    void keysAreMadeListedAndRevoked() {
        String file = folder.resolve("api-keys").toString();
        Ended made = run("keys", "create", "--owner", "desk", "--role", "agent", "--key-file", file);
        assertThat(made.status()).isZero();
        String secret = made.out().strip();
        assertThat(secret).matches("lr_[0-9a-f]{12}_[0-9a-f]{64}");
        assertThat(made.err()).contains("shown only once", file, "desk").doesNotContain(secret);
        String id = secret.substring(3, 15);

        // The setting names the same file.
        Map<String, String> environment = Map.of("LASTROOM_HTTP_KEY_FILE", file);
        JsonNode other = run(environment, "keys", "create", "--owner", "hq", "--role", "admin", "--json")
                .json();
        assertThat(other.get("key").stringValue())
                .startsWith("lr_" + other.get("id").stringValue());
        assertThat(other.get("file").stringValue()).isEqualTo(file);

        Ended list = run(environment, "keys", "list");
        assertThat(list.out()).contains(id + "  desk   agent", "  hq     admin").hasLineCount(2);
        assertThat(run(environment, "keys", "list", "--json")
                        .json()
                        .at("/keys/0/id")
                        .stringValue())
                .isEqualTo(id);

        Ended revoked = run(environment, "keys", "revoke", id);
        assertThat(revoked.out()).isEqualToIgnoringNewLines("Revoked " + id);
        assertThat(run(environment, "keys", "list").out()).doesNotContain(id).hasLineCount(1);
        Ended again = run(environment, "keys", "revoke", id);
        assertThat(again.err()).contains("There is no key with this id in " + file);
        assertThat(again.status()).isEqualTo(1);
        assertThat(run(environment, "keys", "revoke", other.get("id").stringValue())
                        .out())
                .contains("the last key");
    }

    @Test
    void anUnreadableKeyFileEndsWithStatusOne() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hunter2\n");
        for (String[] call : new String[][] {
            {"keys", "list", "--key-file", text.toString()},
            {"keys", "create", "--owner", "a", "--role", "agent", "--key-file", text + "/keys"},
        }) {
            Ended ended = run(call);
            assertThat(ended.err())
                    .startsWith("lastroom: The key file ")
                    .doesNotContain("hunter2")
                    .hasLineCount(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.status()).isEqualTo(1);
        }
    }

    @Test
    void theSettingsAreListed() {
        Ended ended = run("serve", "--settings");

        assertThat(ended.out())
                .contains("http.port = 8080", "LASTROOM_HTTP_PORT or --port", "engine.keyLifetime = 30d");
        assertThat(ended.status()).isZero();
    }

    @Test
    void checkFromEventsNamesAnEventThatDoesNotFollowTheOneBefore() throws SQLException {
        String db = sqlite("order.db");
        try (BookingEngine engine =
                new BookingEngine(SqliteStore.open(SqliteSettings.of(folder.resolve("order.db"))))) {
            for (int rooms = 1; rooms <= 3; rooms++) {
                engine.submit(SaveProperty.of("grand", "Grand " + rooms, "UTC", "EUR"));
            }
        }
        try (Connection connection = DriverManager.getConnection(db);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM event WHERE id = 2");
        }
        Ended ended = run("check", "--from-events", "--db", db);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out())
                .contains("property grand: event 3-1 starts from ")
                .contains("1 events are out of order");
        assertThat(run("check", "--from-events", "--repair", "--db", db).status())
                .isEqualTo(2);
        assertThat(run("check", "--from-events", "--json", "--db", db).out())
                .contains("\"consistent\":false")
                .contains("\"event\":\"3-1\",\"subject\":\"property grand\"");
    }

    @Test
    void everyDriftedNightIsPrintedAndEndsWithStatusOne() throws SQLException {
        String db = sqlite("drift.db");
        bookTwoRooms("drift.db");
        try (Connection connection = DriverManager.getConnection(db);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE night SET booked = booked - 1 WHERE booked = 2"))
                    .isEqualTo(1);
        }
        Ended check = run("check", "--db", db);

        assertThat(check.out())
                .contains("2027-01-11: the bookings hold 2 rooms, but the night says 1")
                .contains("✗");
        assertThat(check.status()).isEqualTo(1);
        JsonNode found = run("check", "--db", db, "--json").json();
        assertThat(found.path("consistent").asBoolean(true)).isFalse();
        assertThat(found.at("/drift/0/counted").asInt()).isEqualTo(2);

        Ended repair = run("check", "--repair", "--db", db);
        assertThat(repair.out())
                .contains("✓")
                .contains("2027-01-11: set from 1 to 2 rooms, as its bookings say")
                .contains("1 of ", "corrected, 0 still wrong");
        assertThat(repair.status()).isZero();
        assertThat(run("check", "--repair", "--db", db).out()).startsWith("✓ Consistent");
    }

    @Test
    void anOversoldNightIsNotRepairedAndEndsWithStatusOne() throws SQLException {
        String db = sqlite("oversold.db");
        bookTwoRooms("oversold.db");
        try (Connection connection = DriverManager.getConnection(db);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE night SET booked = 1, total = 1 WHERE booked = 2"))
                    .isEqualTo(1);
        }
        Ended repair = run("check", "--repair", "--db", db);
        assertThat(repair.out())
                .contains("2027-01-11: oversold and left unchanged: the bookings hold 2 rooms, but there are 1")
                .contains("0 of ", "1 still wrong");
        assertThat(repair.status()).isEqualTo(1);
        JsonNode json = run("check", "--repair", "--db", db, "--json").json();
        assertThat(json.path("consistent").asBoolean(true)).isFalse();
        assertThat(json.at("/repairs/0/result").stringValue()).isEqualTo("OVERSOLD");
    }
}

package dev.lastroom.server.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.access.StoredKey;
import dev.lastroom.server.cli.LastroomProcess;
import dev.lastroom.server.testing.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * No log and no answer ever shows an API key, its hash or the database password, and no log shows the user of a
 * booking.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SecretsTest {

    @TempDir
    private static Path keyFolder;

    private static String adminKey = "";
    private static String agentKey = "";
    private static String unknownKey = "";
    private static final String PASSWORD = "p/w " + UUID.randomUUID();
    private static final String WRONG_PASSWORD = "wrong/" + UUID.randomUUID();
    private static final String GUEST = "guest-" + UUID.randomUUID();
    private static final String[] PERSONAL = {GUEST, "Till/7 of"};
    private final Stay stay = Stay.of(LocalDate.now(ZoneOffset.UTC).plusDays(30), 2);
    private final Book book = Book.of(GUEST, "deluxe", stay, 1).withKey("order-1");

    @TempDir
    private Path folder;

    private final List<String> answers = new ArrayList<>();

    private static String[] secrets() {
        return new String[] {
            adminKey, agentKey, unknownKey, PASSWORD, encoded(PASSWORD), WRONG_PASSWORD, encoded(WRONG_PASSWORD)
        };
    }

    /** Returns the hashes in the file of keys, which are secrets too. */
    private static String[] hashes() {
        return keys().read().stream().map(StoredKey::hash).toArray(String[]::new);
    }

    private static KeyFile keys() {
        return new KeyFile(keyFolder.resolve("keys"), Duration.ofSeconds(30));
    }

    private static String create(KeyFile file, String owner, Role role) {
        return file.create(owner, role, Instant.EPOCH, new SecureRandom()).secret();
    }

    @BeforeAll
    static void makeKeys() {
        adminKey = create(keys(), "back-office", Role.ADMIN);
        agentKey = create(keys(), "front-desk", Role.AGENT);
        unknownKey = create(new KeyFile(keyFolder.resolve("others"), Duration.ofSeconds(30)), "nobody", Role.ADMIN);
    }

    @BeforeAll
    static void createDatabase() throws SQLException {
        Postgres.execute(
                "CREATE ROLE hotelier LOGIN PASSWORD '" + PASSWORD + "'", "CREATE DATABASE guarded OWNER hotelier");
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        Postgres.execute("DROP DATABASE guarded WITH (FORCE)", "DROP ROLE hotelier");
    }

    @Test
    void aServiceWithKeysAndAPasswordShowsNoneOfThem() throws Exception {
        String log;
        try (Server server = Server.start(folder, "--config", config(db(PASSWORD)))) {
            server.open("deluxe", stay, 3, "Authorization", "Bearer " + adminKey);
            useAsItShouldBe(server);
            useWithWrongKeys(server);
            useWithBrokenTable(server);
            useWithoutDatabase(server);
            log = stop(server.process());
        }

        // If nothing were logged, nothing could leak.
        assertThat(log).contains("status=201", "status=401", "status=503", "owner=front-desk", "Stopped.");
        assertThat(log).doesNotContain(secrets()).doesNotContain(hashes());
        // The log has the driver's error, but not the row that the driver could have quoted.
        assertThat(log).contains("violates check constraint").doesNotContain(PERSONAL);
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(
                        answer -> assertThat(answer).doesNotContain(secrets()).doesNotContain(hashes()));
    }

    private void useAsItShouldBe(Server server) {
        String id = show(
                        server.book(book, "Authorization", "Bearer " + agentKey).join(), 201)
                .at("/bookingId");
        show(
                server.book(book, "Authorization", "Bearer " + adminKey, "User-Agent", "Till/7 of " + GUEST)
                        .join(),
                201);
        show(server.get("/v1/bookings?userId=" + GUEST, "Authorization", "Bearer " + adminKey), 200);
        for (String path : new String[] {
            "/v1/bookings/" + id, "/v1/bookings", "/v1/integrity", "/metrics", "/readyz", "/openapi.json", "/"
        }) {
            show(server.get(path, "Authorization", "Bearer " + adminKey), 200);
        }
    }

    private void useWithWrongKeys(Server server) {
        show(server.get("/v1/bookings", "Authorization", "Bearer " + unknownKey), 401);
        show(server.get("/v1/bookings", "Authorization", adminKey), 401);
        show(server.get("/v1/bookings", "X-Api-Key", adminKey), 401);
        show(server.get("/v1/integrity", "Authorization", "Bearer " + agentKey), 403);
        show(server.get("/v1/bookings?key=" + adminKey, "Authorization", "Bearer " + adminKey), 400);
    }

    /** PostgreSQL refuses the row of a booking, and the driver quotes the row. */
    private void useWithBrokenTable(Server server) throws SQLException {
        Postgres.executeIn("guarded", "ALTER TABLE booking ADD CONSTRAINT none CHECK (rooms < 0) NOT VALID");
        Book another = book.withKey("order-3");
        show(server.book(another, "Authorization", "Bearer " + agentKey).join(), 500);
        Postgres.executeIn("guarded", "ALTER TABLE booking DROP CONSTRAINT none");
    }

    /** Changes the password and ends the connections. The driver's error about it is not for everyone. */
    private void useWithoutDatabase(Server server) throws SQLException {
        Postgres.execute(
                "ALTER ROLE hotelier PASSWORD 'changed'",
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = 'guarded'");
        Book another = book.withKey("order-2");
        // First the connection turns out to be broken, then no new one can be opened.
        for (int i = 0; i < 2; i++) {
            show(server.book(another, "Authorization", "Bearer " + agentKey).join(), 503);
        }
        show(server.get("/readyz"), 503);
        Postgres.execute("ALTER ROLE hotelier PASSWORD '" + PASSWORD + "'");
    }

    private Reply show(Reply reply, int status) {
        answers.add(reply.response().headers().map() + "\n" + reply.text());
        return reply.hasStatus(status);
    }

    private static String stop(LastroomProcess process) throws Exception {
        process.terminate();
        String out = process.rest();
        process.end();
        return out + process.errors();
    }

    @Test
    void aWrongPasswordIsReportedInOneSentenceWithoutIt() throws Exception {
        assertThat(failure(1, db(WRONG_PASSWORD)))
                .startsWith("lastroom: The database 127.0.0.1/guarded cannot be opened")
                .hasLineCount(1);
    }

    @Test
    void wrongSettingsAreNamedWithoutTheirValue() throws Exception {
        String inFront = "jdbc:postgresql://hotelier:" + encoded(PASSWORD) + "@127.0.0.1/guarded";
        String malformed = db(PASSWORD).replaceFirst("127.0.0.1:\\d+", "127.0.0.1:port");
        for (String url : new String[] {inFront, malformed}) {
            assertThat(failure(2, url)).contains("db.url");
        }
    }

    /** Returns the error of a service that cannot start. */
    private String failure(int status, String db) throws Exception {
        try (LastroomProcess process = LastroomProcess.start(folder, "serve", "--port", "0", "--config", config(db))) {
            assertThat(process.rest()).isEmpty();
            assertThat(process.end()).as(process.errors()).isEqualTo(status);
            assertThat(process.errors())
                    .contains("lastroom: ")
                    .doesNotContain(secrets())
                    .doesNotContain(hashes());
            return process.errors();
        }
    }

    private String config(String db) throws IOException {
        Path file = Files.createTempFile(folder, "lastroom", ".properties");
        return Files.writeString(file, """
                db.url=%s
                http.keyFile=%s
                """.formatted(db, keys().path())).toString();
    }

    private static String db(String password) {
        return Postgres.url("guarded") + "?user=hotelier&password=" + encoded(password);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

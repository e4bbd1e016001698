package dev.lastroom.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.server.fuzz.FuzzClient.Answer;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server answers any input over the wire, never with a 5xx, and an input that it does not accept changes nothing.
 * {@code -Dlastroom.fuzz=1000000} sets the number of inputs, and {@code -Dlastroom.seed=N} chooses them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {

    private static final int INPUTS = Integer.getInteger("lastroom.fuzz", 4_000);
    private static final int PROGRESS_EVERY = 100_000;

    private TestService service;
    private Connection database;
    private PreparedStatement countOfChanges;

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        service = TestService.on(folder).withHotel(3);
        database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("hotel.db"));
        countChanges();
        countOfChanges = database.prepareStatement("SELECT n FROM changes");
        for (String type : List.of("single", "suite")) {
            service.put("/v1/room-types/" + type, """
                            {"propertyId": "lisbon", "name": "Another", "totalRooms": 5, "pricePerNight": 9000}""").hasStatus(201);
            service.put("/v1/room-types/" + type + "/inventory", """
                            {"from": "2027-01-10", "to": "2027-03-11"}""").hasStatus(200);
        }
    }

    /** Makes the database count every row that is written, except stored refusals, which are no change of the hotel. */
    private void countChanges() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE changes (n INTEGER NOT NULL)");
            statement.execute("INSERT INTO changes VALUES (0)");
            for (String table : tables()) {
                for (String event : List.of("INSERT", "UPDATE", "DELETE")) {
                    trigger(statement, event, table, "");
                }
            }
            // Deliveries change their progress by themselves.
            trigger(statement, "INSERT", "webhook", "");
            trigger(statement, "DELETE", "webhook", "");
            trigger(statement, "INSERT", "idempotency_key", "WHEN NEW.refusal IS NULL");
            trigger(statement, "DELETE", "idempotency_key", "");
        }
    }

    /** Returns the tables that only commands write to. */
    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT name FROM sqlite_schema
                        WHERE type = 'table' AND name NOT LIKE 'flyway%' AND name NOT IN (
                          'changes', 'idempotency_key', 'webhook', 'webhook_failure', 'lease')
                        """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        assertThat(tables).contains("property", "room_type", "night", "booking", "event");
        return tables;
    }

    private static void trigger(Statement statement, String event, String table, String when) throws SQLException {
        statement.execute("CREATE TRIGGER count_" + event + "_" + table + " AFTER " + event + " ON " + table + " "
                + when + " BEGIN UPDATE changes SET n = n + 1; END");
    }

    private long changes() throws SQLException {
        try (ResultSet row = countOfChanges.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    @AfterAll
    void stop() throws SQLException {
        database.close();
        service.close();
    }

    @Test
    void everyInputIsAnsweredWithoutA5xxAndRefusedOnesChangeNothing() throws SQLException {
        long seed = Long.getLong("lastroom.seed", new Random().nextLong());
        System.out.println("fuzzing: -Dlastroom.seed=" + seed + " -Dlastroom.fuzz=" + INPUTS);
        Random random = new Random(seed);
        Map<Integer, Integer> statuses = new TreeMap<>();
        Map<String, Integer> accepted = new TreeMap<>();
        FuzzRoutes routes = new FuzzRoutes();
        long before = changes();
        assertThat(before).as("rows counted by the triggers").isPositive();

        try (FuzzClient client = new FuzzClient(service.port())) {
            for (int i = 0; i < INPUTS; i++) {
                FuzzInput input = FuzzInput.any(random);
                Answer answer = answer(client, i, input, routes.filled(random, input.wire()));
                int status = answer.status();
                statuses.merge(status, 1, Integer::sum);
                long after = changes();
                if (after != before) {
                    assertThat(status < 300 && !input.method().equals("GET"))
                            .as("input %d was answered %d, but changed something: %s", i, status, input)
                            .isTrue();
                    accepted.merge(input.operation(), 1, Integer::sum);
                    before = after;
                }
                if (status == 201 && answer.location() != null) {
                    routes.learn(answer.location());
                }
                if ((i + 1) % PROGRESS_EVERY == 0) {
                    System.out.printf("%,d inputs: %s, accepted: %s%n", i + 1, statuses, accepted);
                }
            }
        }

        System.out.printf("%,d inputs: %s, accepted: %s%n", INPUTS, statuses, accepted);
        // If every input were refused at the door, nothing behind it would be tested.
        assertThat(statuses.keySet()).contains(200, 201, 400, 404, 409);
        assertThat(accepted).containsKey("POST /v1/bookings").hasSizeGreaterThan(3);
        assertThat(service.engine.read().integrity()).returns(true, IntegrityReport::consistent);
    }

    private static Answer answer(FuzzClient client, int number, FuzzInput input, String wire) {
        Answer answer;
        try {
            answer = client.answer(wire);
        } catch (AssertionError e) {
            throw new AssertionError("input " + number + ": " + e.getMessage() + ": " + input, e);
        }
        assertThat(answer.status()).as("input %d: %s", number, wire).isBetween(200, 499);
        return answer;
    }
}

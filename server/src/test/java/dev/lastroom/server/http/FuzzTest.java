package dev.lastroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.inventory.IntegrityReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * Whatever comes over the wire, the server answers, with no 5xx, and what it does not accept changes nothing. How many
 * inputs: {@code -Dlastroom.fuzz=1000000}; which: {@code -Dlastroom.seed=N}.
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
        service.post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-17"))
                .hasStatus(201);
    }

    /** Has the database count every row that is written, but for stored refusals: those are no change of the hotel. */
    private void countChanges() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE changes (n INTEGER NOT NULL)");
            statement.execute("INSERT INTO changes VALUES (0)");
            for (String table : List.of("property", "room_type", "night", "booking", "event")) {
                for (String event : List.of("INSERT", "UPDATE", "DELETE")) {
                    trigger(statement, event, table, "");
                }
            }
            trigger(statement, "INSERT", "idempotency_key", "WHEN NEW.refusal IS NULL");
            trigger(statement, "DELETE", "idempotency_key", "");
        }
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
    void everyInputIsAnsweredWithoutA5xxAndWhatIsRefusedChangesNothing() throws SQLException {
        long seed = Long.getLong("lastroom.seed", new Random().nextLong());
        System.out.println("fuzzing: -Dlastroom.seed=" + seed + " -Dlastroom.fuzz=" + INPUTS);
        Random random = new Random(seed);
        Map<Integer, Integer> statuses = new TreeMap<>();
        int accepted = 0;
        long before = changes();
        assertThat(before).as("the triggers count").isPositive();

        try (FuzzClient client = new FuzzClient(service.port())) {
            for (int i = 0; i < INPUTS; i++) {
                FuzzInput input = FuzzInput.any(random);
                int status = answer(client, i, input);
                statuses.merge(status, 1, Integer::sum);
                long after = changes();
                if (after != before) {
                    assertThat(status < 300 && !input.method().equals("GET"))
                            .as("input %d was answered %d, but changed something: %s", i, status, input)
                            .isTrue();
                    accepted++;
                    before = after;
                }
                if ((i + 1) % PROGRESS_EVERY == 0) {
                    System.out.printf("%,d inputs: %s, %,d accepted%n", i + 1, statuses, accepted);
                }
            }
        }

        System.out.printf("%,d inputs: %s, %,d accepted%n", INPUTS, statuses, accepted);
        // Were all refused at the door, nothing behind it would have been tried.
        assertThat(statuses.keySet()).contains(200, 400, 404, 409);
        assertThat(service.engine.read().integrity()).returns(true, IntegrityReport::consistent);
    }

    private static int answer(FuzzClient client, int number, FuzzInput input) {
        int status;
        try {
            status = client.status(input.wire());
        } catch (AssertionError e) {
            throw new AssertionError("input " + number + ": " + e.getMessage() + ": " + input, e);
        }
        assertThat(status).as("input %d: %s", number, input).isBetween(200, 499);
        return status;
    }
}

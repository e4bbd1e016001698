package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.store.testkit.database.PgBouncer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {

    private final CommandLineRun run = new CommandLineRun();

    private int run(String... args) {
        return run.status("simulate", args);
    }

    private String printed() {
        return run.printed();
    }

    @Test
    void theSameSeedPrintsTheSame() {
        assertThat(run("--seed", "42", "--store", "model", "--mode", "schedule", "--commands", "all"))
                .isZero();
        String first = printed();
        assertThat(first).contains("No promise was broken; digest of the run ");
        assertThat(run("--seed", "42", "--store", "model", "--mode", "schedule", "--commands", "all"))
                .isZero();
        assertThat(printed()).isEqualTo(first);
        assertThat(run("--seed", "43", "--store", "model", "--mode", "schedule", "--commands", "all"))
                .isZero();
        assertThat(printed()).isNotEqualTo(first);
    }

    @Test
    void aProgramGetsOneObject() {
        assertThat(run("--seed", "42", "--store", "model,sqlite", "--json")).isZero();
        JsonNode result = JsonMapper.shared().readTree(printed());
        assertThat(result.get("passed").asBoolean()).isTrue();
        assertThat(result.get("totals").propertyNames())
                .containsExactly(
                        "model schedule all",
                        "model schedule bookings",
                        "model threads all",
                        "model threads bookings",
                        "sqlite schedule all",
                        "sqlite schedule bookings",
                        "sqlite threads all",
                        "sqlite threads bookings");
        assertThat(result.get("totals").get("sqlite schedule all").get("runs").asInt())
                .isEqualTo(1);
        assertThat(result.get("failed")).isEmpty();
    }

    /** Without PgBouncer nothing is played, and that is no success. */
    @Test
    void runsBehindPgBouncerOrSaysThatItIsMissing() {
        int status = run("--seed", "42", "--store", "pgbouncer", "--mode", "threads", "--commands", "bookings");
        if (PgBouncer.isInstalled()) {
            assertThat(status).isZero();
            assertThat(printed()).contains("pgbouncer threads bookings");
        } else {
            assertThat(status).isEqualTo(1);
            assertThat(run.complaint()).contains("pgbouncer is skipped: " + PgBouncer.MISSING);
        }
    }

    @Test
    void wrongUseIsReportedInOneSentence() {
        for (List<String> wrong : List.of(
                List.of("--minutes", "0"),
                List.of("--store", "oracle"),
                List.of("--mode", "fast"),
                List.of("--commands", "few"),
                List.of("--seed"))) {
            assertThat(run(wrong.toArray(String[]::new))).isEqualTo(2);
            assertThat(run.complaint().lines()).hasSize(1).allMatch(s -> s.contains(wrong.getFirst()));
        }
    }
}

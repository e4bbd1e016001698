package dev.lastroom.simulation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Execution(ExecutionMode.CONCURRENT)
class ProveCommandTest {

    private final CommandLineRun run = new CommandLineRun();

    @Test
    void aProgramGetsOneObject() {
        assertThat(run.status("prove", "--quick", "--trial", "simulation", "--seed", "42", "--json"))
                .isZero();
        JsonNode result = JsonMapper.shared().readTree(run.printed());
        assertThat(result.get("kept").asBoolean()).isTrue();
        assertThat(result.get("seed").asLong()).isEqualTo(42);
        JsonNode model = result.get("trials").get("simulation, model");
        assertThat(model.get("faults").asLong()).isPositive();
        assertThat(model.get("acknowledged").asLong()).isPositive();
        assertThat(model.get("lost").asLong()).isZero();
        assertThat(result.get("trials").propertyNames())
                .contains("simulation, model", "simulation, sqlite", "simulation, postgres");
    }

    @Test
    void wrongUseIsSaidInOneSentence() {
        for (List<String> wrong : List.of(List.of("--trial", "luck"), List.of("--seed", "x"), List.of("--slow"))) {
            assertThat(run.status("prove", wrong.toArray(String[]::new))).isEqualTo(2);
            assertThat(run.complaint().lines()).hasSize(1).allMatch(s -> s.contains(wrong.getLast()));
        }
    }
}

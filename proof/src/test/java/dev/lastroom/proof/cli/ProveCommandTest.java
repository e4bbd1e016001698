package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ProveCommandTest {

    private final CommandLineRun run = new CommandLineRun();

    @Test
    void wrongUseIsReportedInOneSentence() {
        for (List<String> wrong : List.of(List.of("--trial", "luck"), List.of("--seed", "x"), List.of("--slow"))) {
            assertThat(run.status("prove", wrong.toArray(String[]::new))).isEqualTo(2);
            assertThat(run.complaint().lines()).hasSize(1).allMatch(s -> s.contains(wrong.getLast()));
        }
    }
}

package dev.lastroom.proof.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.store.PostgresBed;
import dev.lastroom.proof.store.SqliteBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class ClockTrialTest {

    private static final long SEED = 24;

    @Test
    void wrongClocksDestroyNothingOnPostgres() throws Exception {
        assertKept(new ClockTrial("postgres", () -> new PostgresBed(false)));
    }

    @Test
    void wrongClocksDestroyNothingOnSqlite() throws Exception {
        assertKept(new ClockTrial("sqlite", SqliteBed::new));
    }

    private static void assertKept(ClockTrial trial) throws Exception {
        TrialTally tally = trial.run(SEED, true, _ -> {});
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.proves()).isTrue();
    }

    @Test
    void aServerThatBelievesItsClockIsFoundOut() throws Exception {
        TrialTally tally = new ClockTrial("sqlite", SqliteBed::new, false).run(SEED, true, _ -> {});
        assertThat(tally.kept()).isFalse();
        assertThat(tally.doubled() + tally.lost()).isPositive();
    }
}

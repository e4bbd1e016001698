package dev.lastroom.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.prove.SimulationTrial;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import org.junit.jupiter.api.Test;

class SimulationTrialTest {

    @Test
    void countsWhatHappened() throws Exception {
        TrialTally tally = new SimulationTrial("model", StoreChoice.MODEL::open).run(42, true, _ -> {});
        assertThat(tally.proves()).as("%s", tally).isTrue();
        assertThat(tally.faults()).isPositive();
        assertThat(tally.acknowledged()).isPositive();
        assertThat(tally.lost()).isZero();
    }

    @Test
    void everyStoreHasATrial() {
        assertThat(TrialChoice.SIMULATION.trials())
                .extracting(Trial::name)
                .contains("simulation, model", "simulation, sqlite", "simulation, postgres");
    }
}

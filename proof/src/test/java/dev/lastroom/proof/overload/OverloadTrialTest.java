package dev.lastroom.proof.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.prove.TrialTally;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The trial fails for a server whose queue has no bounds. */
@Timeout(300)
@EnabledIfSystemProperty(
        named = "lastroom.overload",
        matches = "true",
        disabledReason = "it needs an otherwise idle machine for a minute")
class OverloadTrialTest {

    private static TrialTally run(OverloadTrial trial) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println(trial.name() + ", seed " + seed);
        return trial.run(seed, true, System.out::println);
    }

    @Test
    void negativeControlAnUnboundedQueueMakesEveryClientWait() throws Exception {
        TrialTally tally = run(new OverloadTrial(SlowHotel.unbounded()));

        assertThat(tally.findings()).anyMatch(finding -> finding.contains("the bounds did not hold"));
        assertThat(tally.lost() + tally.doubled() + tally.oversold()).isZero();
    }
}

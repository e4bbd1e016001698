package dev.lastroom.proof.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static Recovery of(Failover failover, int seconds) {
        return new Recovery(
                failover, Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 500L), Duration.ofSeconds(9));
    }

    @Test
    void eachKindHasItsMedianAndItsLongest() {
        assertThat(Recovery.figures(List.of(
                        of(Failover.HUNG, 17), of(Failover.KILLED, 3), of(Failover.KILLED, 8), of(Failover.KILLED, 4))))
                .containsExactly(
                        "killed, 3 times: no answer for 4.0 s (at most 8.0 s), a primary after 2.0 s (at most 4.0 s),"
                                + " whole again after 9.0 s (at most 9.0 s)",
                        "hung, once: no answer for 17.0 s, a primary after 8.5 s, whole again after 9.0 s");
    }
}

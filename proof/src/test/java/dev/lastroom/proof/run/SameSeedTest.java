package dev.lastroom.proof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A seed is worth printing only if it repeats the same run. */
class SameSeedTest {

    @Test
    void theSameSeedGivesTheSameRunOnEveryStoreOfItsKind() throws InterruptedException {
        for (long seed : ThreadLocalRandom.current().longs(3, 0, 1_000_000_000).toArray()) {
            for (Commands commands : Commands.values()) {
                RunResult first = new Simulator(Beds.SQLITE).play(seed, Mode.SCHEDULE, commands);
                assertThat(new Simulator(Beds.SQLITE).play(seed, Mode.SCHEDULE, commands))
                        .isEqualTo(first);
                RunResult onPostgres = new Simulator(Beds.POSTGRES).play(seed, Mode.SCHEDULE, commands);
                assertThat(onPostgres.trace()).isEqualTo(first.trace());
                RunResult onModel = new Simulator(Beds.MODEL).play(seed, Mode.SCHEDULE, commands);
                assertThat(new Simulator(Beds.MODEL).play(seed, Mode.SCHEDULE, commands))
                        .isEqualTo(onModel);
                assertThat(first.digest()).isEqualTo(onPostgres.digest());
            }
        }
    }
}

package dev.lastroom.proof.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.proof.prove.TrialTally;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The trial detects the faults it looks for. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkTrialTest {

    private static final long SEED =
            Long.getLong("lastroom.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    @Test
    void aClientThatRepeatsUnderAnotherKeyBooksTwice() throws Exception {
        TrialTally tally = play(true, NetworkRun.NETWORK_MARGIN, NetworkFault.CUT_BEFORE_COMMIT_ANSWER);
        assertThat(tally.unknown()).isPositive();
        assertThat(tally.doubled()).as("%s", tally).isPositive();
        assertThat(tally.kept()).isFalse();
    }

    @Test
    void aStoreThatWaitsTooLongForADeadNetworkIsReported() throws Exception {
        TrialTally tally = play(false, Duration.ofSeconds(13), NetworkFault.HALF_OPEN);
        assertThat(tally.findings()).anyMatch(finding -> finding.contains("No booking"));
    }

    @Test
    void theHotelHasRoomTypesInBothLanes() {
        for (String name : List.of("locking", "optimistic")) {
            assertThat(new NetworkHotel(name, LocalDate.EPOCH).roomTypes())
                    .extracting(type -> NewId.hint(type) % 2)
                    .contains(0, 1);
        }
    }

    private static TrialTally play(boolean careless, Duration margin, NetworkFault fault) throws Exception {
        try (EmbeddedPostgres server = NetworkTrial.startServer()) {
            SplittableRandom random = new SplittableRandom(SEED);
            return new NetworkRun(server.getPort(), "locking", false, careless, margin, random)
                    .play(List.of(fault), _ -> {});
        }
    }
}

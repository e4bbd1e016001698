package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.server.edge.Capacity.Means;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final Means AMPLE = new Means(512 * MEBIBYTE, 1_000_000, 100);
    private static final EdgeSettings DEFAULT = EdgeSettings.DEFAULT;

    @Test
    void defaultsFollowFromTheProcess() {
        assertThat(Capacity.of(DEFAULT, AMPLE))
                .isEqualTo(new Capacity(8_000, 4_000, 500, 250, 64 * MEBIBYTE, 512 * MEBIBYTE, 1_000_000));
        assertThat(Capacity.of(DEFAULT, new Means(64 * MEBIBYTE, 1_000_000, 100))
                        .connections())
                .isEqualTo(1_024);
        assertThat(Capacity.of(DEFAULT, new Means(512 * MEBIBYTE, 400, 60)).connections())
                .isEqualTo(400 - 60 - Capacity.DESCRIPTORS_RESERVED);
        assertThat(Capacity.of(DEFAULT, new Means(512 * MEBIBYTE, 0, 0)).connections())
                .isEqualTo(8_000);
    }

    @Test
    void settingsAreUsedIfTheProcessCanMeetThem() {
        Means means = new Means(512 * MEBIBYTE, 1_000, 100);
        int possible = 1_000 - 100 - Capacity.DESCRIPTORS_RESERVED;

        Capacity capacity =
                Capacity.of(DEFAULT.withConnections(possible, possible).withMebibytesInFlightMax(256), means);

        assertThat(capacity.connections()).isEqualTo(possible);
        assertThat(capacity.connectionsPerAddress()).isEqualTo(possible);
        assertThat(capacity.requestsOfOwner()).isEqualTo(possible / 2);
        assertThat(capacity.requestsOfKey()).isEqualTo(possible / 4);
        Capacity shared = Capacity.of(DEFAULT.withRequestsInFlight(7, 9), means);
        assertThat(shared.requestsOfOwner()).isEqualTo(7);
        assertThat(shared.requestsOfKey()).isEqualTo(9);
        assertThat(capacity.bytesInFlight()).isEqualTo(128 * MEBIBYTE);
        refused(DEFAULT.withConnections(possible + 1, 0), means, "http.connectionsMax is " + (possible + 1));
        refused(DEFAULT.withConnections(10, 11), means, "http.connectionsPerAddressMax is 11");
        refused(DEFAULT.withMebibytesInFlightMax(257), means, "http.mebibytesInFlightMax is 257");
    }

    @Test
    void aProcessWithTooLittleIsRefusedWithTheNameOfTheResource() {
        int least = 100 + Capacity.DESCRIPTORS_RESERVED + Capacity.CONNECTIONS_MIN;
        assertThat(Capacity.of(DEFAULT, new Means(512 * MEBIBYTE, least, 100)).connections())
                .isEqualTo(Capacity.CONNECTIONS_MIN);
        refused(DEFAULT, new Means(512 * MEBIBYTE, least - 1, 100), "open files (ulimit -n) is " + (least - 1));
        refused(DEFAULT, new Means(MEBIBYTE - 1, least, 100), "the heap (-Xmx) is too small");
    }

    private static void refused(EdgeSettings settings, Means means, String message) {
        assertThatThrownBy(() -> Capacity.of(settings, means))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void settingsAreCheckedByName() {
        assertThatThrownBy(() -> DEFAULT.withConnections(-1, 0)).hasMessageContaining("connectionsMax");
        assertThatThrownBy(() -> DEFAULT.withConnections(0, 100_001)).hasMessageContaining("connectionsPerAddressMax");
        assertThatThrownBy(() -> DEFAULT.withMebibytesInFlightMax(-1)).hasMessageContaining("mebibytesInFlightMax");
        assertThatThrownBy(() -> DEFAULT.withWriteTimeout(Duration.ofMillis(999)))
                .hasMessageContaining("writeTimeout");
    }
}

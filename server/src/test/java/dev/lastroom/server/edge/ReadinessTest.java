package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that cannot go on names each fault. */
class ReadinessTest {

    @Test
    void aServiceThatIsBrokenIsNotReadyAndStillHealthy(@TempDir Path folder) {
        try (TestService service = TestService.on(folder)) {
            service.get("/readyz").hasStatus(200);
            service.engine.breakdown().report("a thread of the test", new IllegalStateException("secret"));

            Reply reply = service.get("/readyz").isProblem(ErrorCode.NOT_READY);

            assertThat(reply.at("/details/checks/engine")).isEqualTo("a thread of the test has ended");
            assertThat(reply.text()).doesNotContain("secret");
            service.get("/healthz").hasStatus(200);
            service.put("/v1/properties/a", "{\"name\": \"A\", \"timeZone\": \"UTC\", \"currency\": \"EUR\"}")
                    .isProblem(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    @Test
    void exactlyTheFaultsAreNamed() {
        Readiness readiness = new Readiness().check("well", () -> null).check("ill", () -> "a reason");
        assertThat(readiness.faults()).containsExactly(Map.entry("ill", "a reason"));
    }
}

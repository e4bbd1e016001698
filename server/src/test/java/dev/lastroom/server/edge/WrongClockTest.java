package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.LogLines;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running service whose machine's clock jumps. */
@Timeout(60)
class WrongClockTest {

    private static final Duration FAR = Duration.ofDays(40);

    @TempDir
    private Path folder;

    private TestService start() {
        Store store = TestService.sqlite(folder);
        EngineSettings settings = EngineSettings.DEFAULT;
        return new TestService(
                store,
                TestService.SETTINGS,
                Keyring.open(),
                settings,
                machine -> EngineClock.of(store, machine, settings.clock()));
    }

    @Test
    void aServerWithAWrongClockSaysSoAndDecidesNothing() {
        try (TestService service = start().withHotel(3)) {
            service.get("/readyz").hasStatus(200);
            String booking = TestService.booking("ann", "2027-03-01", "2027-03-03");
            service.post("/v1/bookings", booking).hasStatus(201);
            try (LogLines log = new LogLines("dev.lastroom.engine.clock")) {
                service.pass(FAR);
                assertThat(service.get("/readyz").isProblem(ErrorCode.NOT_READY).text())
                        .contains("\"checks\":{\"clock\":\"The clock of this server is 3,45");
                for (Reply reply : new Reply[] {
                    service.post("/v1/bookings", booking),
                    service.post("/v1/bookings", TestService.booking("bob", "2027-03-01", "2027-03-03")),
                    service.get("/v1/availability?propertyId=lisbon&startDate=2027-03-01&endDate=2027-03-03")
                }) {
                    reply.isProblem(ErrorCode.STORE_UNAVAILABLE);
                    assertThat(reply.text())
                            .contains("The clock of this server is 3,45")
                            .contains(" s ahead of where it was when the server started")
                            .contains("\"retryable\":true");
                }
                assertThat(log.all())
                        .as("logged once")
                        .singleElement()
                        .satisfies(line -> assertThat(line.getFormattedMessage())
                                .contains("this server decides nothing until they agree"));
            }
            service.get("/healthz").hasStatus(200);
            assertThat(service.get("/metrics").text()).containsPattern("lastroom_clock_skew_seconds 345[0-9]{4}");

            service.pass(FAR.negated());
            service.get("/readyz").hasStatus(200);
            service.post("/v1/bookings", booking).hasStatus(200);
        }
    }
}

package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller that sends too much is refused by the name of a limit, and no other caller is. */
class AdmissionTest {

    private static final String[] DESK = {"Authorization", "Bearer " + TestKeys.secret("desk-key")};
    private static final String[] SHOP = {"Authorization", "Bearer " + TestKeys.secret("shop-key")};
    private static final String[] WRONG = {"Authorization", "Bearer " + TestKeys.secret("wrong")};
    private static final Keyring KEYS = TestKeys.ring(List.of("desk:admin:desk-key", "shop:admin:shop-key"));

    @TempDir
    private Path folder;

    private TestService service(Rates rates) {
        return new TestService(TestService.sqlite(folder), TestService.SETTINGS.withRates(rates), KEYS);
    }

    /** Sends until a request is refused. The limit is met as soon as two requests come within a second. */
    private static Reply refused(Supplier<Reply> request) {
        Reply reply;
        do {
            reply = request.get();
        } while (reply.status() != ErrorCode.RATE_LIMITED.status());
        return reply.isProblem(ErrorCode.RATE_LIMITED);
    }

    private static void names(String limit, Reply refused) {
        assertThat(refused.at("/details/limit")).isEqualTo(limit);
        assertThat(refused.at("/details/max")).isEqualTo("1");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"" + limit + "\";q=1;w=1");
        assertThat(refused.header("RateLimit")).isEqualTo("\"" + limit + "\";r=0;t=1");
    }

    @Test
    void aKeyThatSendsTooMuchIsRefusedWhileAnotherBooks() {
        try (TestService service = service(new Rates(1, 0, 0, 0))) {
            names("http.requestsPerSecondMax", refused(() -> service.get("/v1/bookings", DESK)));

            service.get("/v1/bookings", SHOP).hasStatus(200);
            service.get("/v1/bookings", WRONG).isProblem(ErrorCode.UNAUTHENTICATED);
            service.get("/").hasStatus(200);
        }
    }

    @Test
    void anAddressThatSendsTooMuchWithoutAKeyIsRefusedButKeysStillWorkFromThere() {
        try (TestService service = service(new Rates(0, 1, 0, 0)).withHotel(3, SHOP)) {
            for (String path : List.of("/v1/bookings", "/", "/metrics", "/nothing", "/docs/")) {
                names("http.withoutKeyPerSecondMax", refused(() -> service.get(path)));
            }
            names("http.withoutKeyPerSecondMax", refused(() -> service.send("DELETE", "/v1/bookings", null)));

            service.post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-16"), SHOP)
                    .hasStatus(201);
        }
    }

    @Test
    void anAddressThatSendsTooManyWrongKeysIsRefusedButValidKeysStillWorkFromThere() {
        try (TestService service = service(new Rates(0, 0, 1, 0))) {
            for (String path : List.of("/v1/bookings", "/metrics")) {
                names("http.wrongKeysPerSecondMax", refused(() -> service.get(path, WRONG)));
            }

            service.get("/v1/bookings", SHOP).hasStatus(200);
            service.get("/metrics").hasStatus(200);
        }
    }

    @Test
    void anOwnerOverItsDailyChangesIsRefusedButReadsOnWhileAnotherBooks() {
        try (TestService service = service(new Rates(0, 0, 0, 7)).withHotel(3, SHOP)) {
            String booking = TestService.booking("anna", "2027-01-15", "2027-01-16");
            String batch = "{\"requests\": [" + booking + ", " + booking + ", " + booking + "]}";
            service.post("/v1/bookings", booking, DESK).hasStatus(201);
            service.post("/v1/bookings/batch", batch, DESK).hasStatus(200);
            service.post("/v1/bookings/batch", batch, DESK).hasStatus(200);

            Reply refused = service.post("/v1/bookings", booking, DESK).hasStatus(429);

            assertThat(refused.at("/details/limit")).isEqualTo("http.changesPerDayOwnerMax");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"http.changesPerDayOwnerMax\";q=7;w=86400");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(12_000, 12_343);
            service.get("/v1/bookings", DESK).hasStatus(200);
            service.post("/v1/bookings/batch", batch, SHOP).hasStatus(200);
        }
    }

    @Test
    void healthRequestsAreNotLimited() {
        try (TestService service = service(new Rates(1, 1, 1, 0))) {
            for (int i = 0; i < 20; i++) {
                service.get("/healthz").hasStatus(200);
                service.get("/readyz", WRONG).hasStatus(200);
                service.get("/readyz", DESK).hasStatus(200);
            }
        }
    }

    /** The same requests as above, so the limits are what refuses them. */
    @Test
    void negativeControlWithoutLimitsNoRequestIsRefused() {
        try (TestService service = service(Rates.NONE)) {
            for (int i = 0; i < 100; i++) {
                service.get("/v1/bookings", DESK).hasStatus(200);
                service.get("/v1/bookings", WRONG).isProblem(ErrorCode.UNAUTHENTICATED);
                service.get("/v1/bookings").isProblem(ErrorCode.UNAUTHENTICATED);
            }
        }
    }

    @Test
    void withoutKeysThisMachineIsNotLimited() {
        try (TestService open = new TestService(
                TestService.sqlite(folder), TestService.SETTINGS.withRates(new Rates(1, 1, 1, 0)), Keyring.open())) {
            for (int i = 0; i < 20; i++) {
                open.get("/v1/bookings").hasStatus(200);
                open.get("/v1/bookings", WRONG).hasStatus(200);
            }
        }
    }

    @Test
    void anAddressIsAnIpv4AddressOrAnIpv6Network() throws UnknownHostException {
        assertThat(network("192.0.2.1")).isEqualTo(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
        assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
        assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("::c000:201")).isNotEqualTo(network("192.0.2.1"));
    }

    private static Network network(String address) throws UnknownHostException {
        return Network.of(InetAddress.getByName(address));
    }
}

package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.Headers;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a client behind proxies. */
class ProxiesTest {

    private static final List<Proxies.Block> INSIDE = Proxies.parse("10.0.0.0/8, 127.0.0.1, fd00::/8");

    private static String client(Proxies.Header header, String remote, String hops) {
        Headers headers = name -> name.equals(header.toString()) ? List.of(hops.split("\\|", -1)) : List.of();
        return new Proxies(INSIDE, header)
                .client(InetAddress.ofLiteral(remote), headers)
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.1; 203.0.113.7; 203.0.113.7",
                // What a client sends by itself stands before what the proxy adds.
                "10.0.0.1; 1.2.3.4, 203.0.113.7; 203.0.113.7",
                "10.0.0.1; 1.2.3.4|203.0.113.7; 203.0.113.7",
                "10.0.0.1; 203.0.113.7, 10.0.0.2; 203.0.113.7",
                "10.0.0.1; 203.0.113.7:4711; 203.0.113.7",
                "10.0.0.1; [2001:db8::1]:4711; 2001:db8:0:0:0:0:0:1",
                "fd00::1; 2001:db8::1; 2001:db8:0:0:0:0:0:1",
                "10.0.0.1; unknown; 10.0.0.1",
                "10.0.0.1; unknown, 10.0.0.2; 10.0.0.2",
                "10.0.0.1; 10.0.0.3, 10.0.0.2; 10.0.0.3",
                "10.0.0.1; ,; 10.0.0.1",
                // Anyone else could name any address.
                "203.0.113.9; 1.2.3.4; 203.0.113.9",
                "11.0.0.1; 1.2.3.4; 11.0.0.1",
                "127.0.0.2; 1.2.3.4; 127.0.0.2",
            })
    void theLastAddressThatIsNotAProxysIsTheClients(String remote, String hops, String client) {
        assertThat(client(Proxies.Header.X_FORWARDED_FOR, remote, hops)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "'for=203.0.113.7;proto=https, for=10.0.0.2'; 203.0.113.7",
                "'proto=https;For=\"[2001:db8::1]:4711\"'; 2001:db8:0:0:0:0:0:1",
                "'for=1.2.3.4, for=203.0.113.7;by=10.0.0.1'; 203.0.113.7",
                "'for=unknown'; 10.0.0.1",
                "'for=_hidden, for=10.0.0.2'; 10.0.0.2",
                "'by=1.2.3.4'; 10.0.0.1",
            })
    void theHeaderForwardedIsReadToo(String hops, String client) {
        assertThat(client(Proxies.Header.FORWARDED, "10.0.0.1", hops)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "proxy.example", "10.0.0.1/-1", "::/129", "10.0.0.1,", "a/b"})
    void aMalformedBlockIsRefused(String text) {
        assertThatThrownBy(() -> Proxies.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be addresses or blocks");
    }

    /** The control trusts no proxy. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 203.0.113.7", "'', 127.0.0.1"})
    void onlyATrustedProxyNamesTheClientOfABooking(String trusted, String recorded, @TempDir Path folder) {
        Proxies proxies = new Proxies(Proxies.parse(trusted), Proxies.Header.X_FORWARDED_FOR);
        HttpSettings settings = TestService.SETTINGS.withEdge(EdgeSettings.DEFAULT.with(it -> it.proxies = proxies));
        String[] key = {"Authorization", "Bearer " + TestKeys.secret("desk")};
        try (TestService service = new TestService(
                        TestService.sqlite(folder), settings, TestKeys.ring(List.of("lisbon:admin:desk")))
                .withHotel(3, key)) {
            String id = service.post(
                            "/v1/bookings",
                            TestService.booking("anna", "2027-01-15", "2027-01-16"),
                            key[0],
                            key[1],
                            "X-Forwarded-For",
                            "203.0.113.7",
                            "Forwarded",
                            "for=1.2.3.4")
                    .hasStatus(201)
                    .at("/bookingId");
            assertThat(service.get("/v1/bookings/" + id, key).at("/idempotency/clientAddress"))
                    .isEqualTo(recorded);
        }
    }

    /** The control is a client on this machine, behind the same proxy. */
    @ParameterizedTest
    @CsvSource({"203.0.113.7, 403", "127.0.0.1, 200"})
    void withoutKeysAClientBehindAProxyMustBeOnThisMachineToo(String client, int status, @TempDir Path folder) {
        Proxies proxies = new Proxies(Proxies.parse("127.0.0.1"), Proxies.Header.X_FORWARDED_FOR);
        HttpSettings settings = TestService.SETTINGS.withEdge(EdgeSettings.DEFAULT.with(it -> it.proxies = proxies));
        try (TestService service = new TestService(TestService.sqlite(folder), settings, Keyring.open())) {
            service.get("/v1/properties", "X-Forwarded-For", client).hasStatus(status);
        }
    }

    @Test
    void aBlockIsWrittenAsItIsRead() {
        assertThat(Proxies.parse(Proxies.write(INSIDE))).isEqualTo(INSIDE);
        assertThat(Proxies.parse("")).isEmpty();
    }
}

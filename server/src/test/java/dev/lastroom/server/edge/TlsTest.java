package dev.lastroom.server.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.server.webhook.WebhookAddresses;
import dev.lastroom.server.webhook.WebhookMessage;
import dev.lastroom.server.webhook.WebhookSender;
import dev.lastroom.server.webhook.WebhookSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes with certificates that keytool makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class TlsTest {

    private static final String PASSWORD = "hunter2-hunter2";

    private Path folder;
    private Path keyStore;
    private KeyStore loaded;

    @BeforeAll
    void makeCertificate(@TempDir Path temporary) throws Exception {
        folder = temporary;
        keyStore = keytool("RSA", "2048");
        loaded = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
    }

    private Path keytool(String algorithm, String size) throws Exception {
        Path file = folder.resolve(algorithm + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hotel",
                        "-keyalg",
                        algorithm,
                        algorithm.equals("EC") ? "-groupname" : "-keysize",
                        size,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return file;
    }

    private TestService service(TlsSettings tls) throws Exception {
        return new TestService(
                TestService.sqlite(Files.createTempDirectory(folder, "db")),
                TestService.SETTINGS.with(it -> it.tls = tls),
                Keyring.open());
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hotel", store.getCertificate("hotel"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    void webhooksAreSentOnlyToTheHostThatTheCertificateNames() throws Exception {
        try (TestService receiver = service(new TlsSettings(keyStore, null, PASSWORD))) {
            assertThat(webhookError("localhost", receiver, trusting(loaded))).isEqualTo("status 404");
            assertThat(webhookError("hooks.example", receiver, trusting(loaded)))
                    .startsWith("TLS failed: SSL");
            assertThat(webhookError("localhost", receiver, SSLContext.getDefault()))
                    .startsWith("TLS failed: SSL");
        }
    }

    private static @Nullable String webhookError(String host, TestService receiver, SSLContext trust) throws Exception {
        WebhookAddresses here = new WebhookAddresses(true, _ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        URI url = URI.create("https://" + host + ":" + receiver.port() + "/hook");
        Webhook webhook = Webhook.of(
                UUID.randomUUID(), url, WebhookSigner.newSecret(), EventFilter.ALL, TestService.NOW, EventId.START);
        try (WebhookSender sender =
                new WebhookSender(here, WebhookSender.TIMEOUT, new DefaultClientTlsStrategy(trust))) {
            WebhookMessage message = WebhookMessage.test(webhook, TestService.NOW);
            return sender.send(webhook, message, () -> TestService.NOW)
                    .attempt()
                    .error();
        }
    }

    private static Reply get(int port, SSLContext trust, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        }
    }

    private void answers(TlsSettings tls, KeyStore trusted) throws Exception {
        try (TestService service = service(tls)) {
            Reply reply =
                    get(service.port(), trusting(trusted), "/v1/properties").hasStatus(200);
            assertThat(reply.response().sslSession().orElseThrow().getProtocol())
                    .isEqualTo("TLSv1.3");
            assertThat(reply.header("Strict-Transport-Security")).startsWith("max-age=");
            assertThat(reply.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(get(service.port(), trusting(trusted), "/docs/swagger-ui/swagger-ui-bundle.js")
                            .text())
                    .hasSizeGreaterThan(1_000_000);
        }
    }

    @Test
    void aPkcs12FileHasAllThatIsNeeded() throws Exception {
        answers(new TlsSettings(keyStore, null, PASSWORD), loaded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void pemFilesWorkToo(String algorithm) throws Exception {
        Path file = algorithm.equals("RSA") ? keyStore : keytool("EC", "secp256r1");
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        Path certificate = pem("CERTIFICATE", store.getCertificate("hotel").getEncoded());
        Path key =
                pem("PRIVATE KEY", store.getKey("hotel", PASSWORD.toCharArray()).getEncoded());

        answers(new TlsSettings(certificate, key, ""), store);
    }

    @Test
    void aClientWithoutHttp2HasHttp11() throws Exception {
        try (TestService service = service(new TlsSettings(keyStore, null, PASSWORD));
                Socket socket = trusting(loaded)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /healthz HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private Path pem(String type, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                Files.createTempFile(folder, "key", ".pem"),
                "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    @Test
    void aClientWithoutTrustOrWithoutTlsGetsNothing() throws Exception {
        try (TestService service = service(new TlsSettings(keyStore, null, PASSWORD))) {
            assertThatThrownBy(() -> get(service.port(), SSLContext.getDefault(), "/healthz"))
                    .isInstanceOf(SSLException.class);
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), service.port());
                    InputStream in = plain.getInputStream()) {
                plain.setSoTimeout(20_000);
                plain.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
                assertThat(new String(in.readAllBytes(), US_ASCII)).doesNotContain("healthy");
            }
            get(service.port(), trusting(loaded), "/healthz").hasStatus(200);
        }
    }

    @Test
    void oldProtocolsAreRefused() throws Exception {
        try (TestService service = service(new TlsSettings(keyStore, null, PASSWORD));
                SSLSocket socket = (SSLSocket) trusting(loaded)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            get(service.port(), trusting(loaded), "/healthz").hasStatus(200);
        }
    }

    @Test
    void aConnectionStalledBeforeOrAfterTheHandshakeIsClosedInTheEnd() throws Exception {
        HttpSettings hasty = HttpSettings.DEFAULT
                .with(it -> {
                    it.port = 0;
                    it.shutdownGrace = Duration.ZERO;
                    it.idleTimeout = Duration.ofSeconds(1);
                })
                .with(it -> it.tls = new TlsSettings(keyStore, null, PASSWORD));
        try (TestService service =
                new TestService(TestService.sqlite(Files.createTempDirectory(folder, "db")), hasty, Keyring.open())) {
            for (String beginning : List.of("", "\u0016\u0003\u0001")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                    isClosed(socket, beginning);
                }
            }
            for (String beginning : List.of("", "POST /v1/bookings HTTP/1.1\r\nContent-Length: 9\r\n\r\n{")) {
                try (Socket socket = trusting(loaded)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), service.port())) {
                    isClosed(socket, beginning);
                }
            }
            isHealthy(service.port());
        }
    }

    /** On a slow machine, a handshake may take longer than the hasty time-out: then the client tries again. */
    private void isHealthy(int port) throws Exception {
        while (true) {
            try {
                get(port, trusting(loaded), "/healthz").hasStatus(200);
                return;
            } catch (IOException e) {
                assertThat(e).isNotInstanceOf(ConnectException.class);
            }
        }
    }

    private static void isClosed(Socket socket, String beginning) throws Exception {
        socket.setSoTimeout(20_000);
        try {
            socket.getOutputStream().write(beginning.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            if (socket instanceof SSLSocket tls) {
                tls.startHandshake();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .doesNotContain("HTTP/1.1 2");
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is not closed", e);
        } catch (IOException e) {
            // A connection that is closed midway counts too.
        }
    }

    @Test
    void withoutKeysOnlyOurOwnPagesAreAnsweredOverTlsToo() throws Exception {
        try (TestService service = service(new TlsSettings(keyStore, null, PASSWORD))) {
            SSLContext trust = trusting(loaded);
            String ours = "https://localhost:" + service.port();
            get(service.port(), trust, "/v1/properties", "Origin", ours).hasStatus(200);
            for (String other : List.of(ours.replace("https", "http"), "https://evil.example")) {
                get(service.port(), trust, "/v1/properties", "Origin", other).isProblem(ErrorCode.FORBIDDEN);
            }
        }
    }

    @Test
    void anUnusableKeyStoreIsNamedWithoutThePassword() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        refused(new TlsSettings(folder.resolve("none.p12"), null, PASSWORD), "none.p12 does not exist");
        refused(new TlsSettings(keyStore, folder.resolve("none.pem"), PASSWORD), "none.pem does not exist");
        refused(new TlsSettings(keyStore, null, PASSWORD + "!"), "cannot be used");
        refused(new TlsSettings(text, null, PASSWORD), "cannot be used");
        refused(new TlsSettings(text, text, PASSWORD), "cannot be used");
    }

    private void refused(TlsSettings tls, String said) {
        assertThatThrownBy(() -> service(tls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining(PASSWORD);
        assertThat(tls.toString()).doesNotContain(PASSWORD);
    }
}

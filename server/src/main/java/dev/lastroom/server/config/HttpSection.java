package dev.lastroom.server.config;

import static dev.lastroom.server.config.SettingType.duration;
import static dev.lastroom.server.config.SettingType.file;
import static dev.lastroom.server.config.SettingType.number;
import static dev.lastroom.server.config.SettingType.orNothing;
import static dev.lastroom.server.config.SettingType.password;
import static dev.lastroom.server.config.SettingType.text;
import static dev.lastroom.server.config.SettingType.yesNoOrAuto;
import static dev.lastroom.server.config.SettingType.yesOrNo;

import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.edge.EdgeSettings;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.Proxies;
import dev.lastroom.server.edge.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the service listens, whom it lets in, and where its webhooks may point. */
final class HttpSection {

    static final Section HTTP = new Section("http");
    static final Section WEBHOOKS = new Section("webhooks");

    private static final HttpSettings LISTEN = HttpSettings.DEFAULT;
    private static final Rates RATES = Rates.DEFAULT;
    private static final EdgeSettings EDGE = EdgeSettings.DEFAULT;

    static final Setting<String> HOST = HTTP.setting("host", text(), LISTEN.host())
            .flag("--host")
            .means("The name or address to listen on. Any address except loopback needs API keys.");
    static final Setting<Integer> PORT = HTTP.setting("port", number(0, 65_535), LISTEN.port())
            .flag("--port")
            .means("The port to listen on. 0 takes any free port.");
    static final Setting<Path> KEY_FILE = HTTP.setting("keyFile", file(), Path.of(KeyFile.PATH_DEFAULT))
            .flag("--key-file")
            .means(
                    "The file of API keys, which `lastroom keys` creates. A server does not start without it, unless it is"
                            + " the default file.");
    static final Setting<Integer> REQUESTS_PER_SECOND_MAX = HTTP.setting(
                    "requestsPerSecondMax", number(0, Rates.MAX), RATES.requestsPerSecondMax())
            .means("Requests per second with one API key. One more gets `RATE_LIMITED`. 0 means no limit.");
    static final Setting<Integer> WITHOUT_KEY_PER_SECOND_MAX = HTTP.setting(
                    "withoutKeyPerSecondMax", number(0, Rates.MAX), RATES.withoutKeyPerSecondMax())
            .means("Requests per second from one address without an API key, if there are keys. 0 means no limit.");
    static final Setting<Integer> WRONG_KEYS_PER_SECOND_MAX = HTTP.setting(
                    "wrongKeysPerSecondMax", number(0, Rates.MAX), RATES.wrongKeysPerSecondMax())
            .means("Requests per second with an unknown API key from one address. 0 means no limit.");
    static final Setting<Integer> CHANGES_PER_DAY_OWNER_MAX = HTTP.setting(
                    "changesPerDayOwnerMax", number(0, Rates.CHANGES_MAX), RATES.changesPerDayOwnerMax())
            .means("Changes per day with one owner's API keys. A change is a request that does more than read, or one"
                    + " booking of a batch. One more gets `RATE_LIMITED`. 0 means no limit.");
    static final Setting<Optional<Path>> TLS_CERTIFICATE = HTTP.setting(
                    "tlsCertificate", orNothing(file()), Optional.empty())
            .means("Turns on TLS: a PKCS12 file with certificate and private key, or a PEM file with the certificate"
                    + " chain.");
    static final Setting<Optional<Path>> TLS_PRIVATE_KEY = HTTP.setting(
                    "tlsPrivateKey", orNothing(file()), Optional.empty())
            .means("The PEM file (PKCS#8) with the private key, if the certificate is in a PEM file.");
    static final Setting<String> TLS_PASSWORD = HTTP.setting("tlsPassword", password(), "")
            .secret()
            .means("The password of the PKCS12 file or of the private key.");
    static final Setting<Boolean> REQUIRE_IDEMPOTENCY_KEY = HTTP.setting(
                    "requireIdempotencyKey", yesOrNo(), LISTEN.requireIdempotencyKey())
            .means("Whether a booking without an `Idempotency-Key` is refused.");
    static final Setting<Duration> SHUTDOWN_GRACE = HTTP.setting(
                    "shutdownGrace", duration("0s", "10m"), LISTEN.shutdownGrace())
            .means("How long a stopping server waits for the requests in flight.");
    static final Setting<Duration> IDLE_TIMEOUT = HTTP.setting(
                    "idleTimeout", duration("1s", "1h"), LISTEN.idleTimeout())
            .means("How long a connection may take to send a request, or may send nothing, before it is closed.");
    static final Setting<Duration> SEARCH_MAX_AGE = HTTP.setting(
                    "searchMaxAge", duration("0s", "1m"), LISTEN.searchMaxAge())
            .means("How long clients may keep the answer to a search, in whole seconds. 0s forbids it.");
    static final Setting<Boolean> ACCESS_LOG = HTTP.setting("accessLog", yesOrNo(), LISTEN.accessLog())
            .means("Whether each request is logged, with its path, status, time and owner.");
    static final Setting<Duration> WRITE_TIMEOUT = HTTP.setting(
                    "writeTimeout", duration("1s", "1h"), EDGE.writeTimeout())
            .means("How long a client may take to receive 128 KiB of an answer before its connection is cut.");
    static final Setting<Integer> CONNECTIONS_MAX = HTTP.setting(
                    "connectionsMax", number(0, EdgeSettings.NUMBER_MAX), EDGE.connectionsMax())
            .means("Connections at a time. 0 means as many as open files and heap allow, at most 8,000.");
    static final Setting<Integer> CONNECTIONS_PER_ADDRESS_MAX = HTTP.setting(
                    "connectionsPerAddressMax", number(0, EdgeSettings.NUMBER_MAX), EDGE.connectionsPerAddressMax())
            .means("Connections from one address. 0 means half of all. Name proxies in `http.trustedProxies`, which may"
                    + " have all.");
    static final Setting<Integer> REQUESTS_IN_FLIGHT_OWNER_MAX = HTTP.setting(
                    "requestsInFlightOwnerMax", number(0, EdgeSettings.NUMBER_MAX), EDGE.requestsInFlightOwnerMax())
            .means("Requests in flight with one owner's API keys. One more gets `RATE_LIMITED`. 0 means half of all"
                    + " connections, at most 500. Without API keys, this limit does not apply.");
    static final Setting<Integer> REQUESTS_IN_FLIGHT_KEY_MAX = HTTP.setting(
                    "requestsInFlightKeyMax", number(0, EdgeSettings.NUMBER_MAX), EDGE.requestsInFlightKeyMax())
            .means("Requests in flight with one API key. One more gets `RATE_LIMITED`. 0 means a quarter of all"
                    + " connections, at most 250.");
    static final Setting<Integer> MEBIBYTES_IN_FLIGHT_MAX = HTTP.setting(
                    "mebibytesInFlightMax", number(0, EdgeSettings.NUMBER_MAX), EDGE.mebibytesInFlightMax())
            .means("Memory in MiB for requests and answers in flight, at most half of the heap. Beyond it, requests"
                    + " get `OVERLOADED`. 0 means a quarter of the heap. One owner's keys may use half of the memory.");

    static final Setting<List<Proxies.Block>> TRUSTED_PROXIES = HTTP.setting(
                    "trustedProxies", SettingType.proxies(), List.of())
            .means("The addresses of proxies, such as `10.0.0.1` or `10.0.0.0/8`, separated by commas. Only these may"
                    + " say from which address a request comes. `http.connectionsPerAddressMax` does not apply to"
                    + " them.");
    static final Setting<Proxies.Header> PROXY_HEADER = HTTP.setting(
                    "proxyHeader", SettingType.proxyHeader(), Proxies.NONE.header())
            .means("The header in which the trusted proxies name the client. Any other is ignored.");

    static final Setting<Optional<Boolean>> WEBHOOKS_ALLOW_PRIVATE = WEBHOOKS.setting(
                    "allowPrivate", yesNoOrAuto(), Optional.empty())
            .means("Whether webhooks may point to internal addresses. auto allows it if `http.host` is loopback.");

    private HttpSection() {}

    /** @throws SettingException if there is a private key without a certificate */
    static HttpSettings http(Settings settings) {
        return HttpSettings.DEFAULT.with(it -> {
            it.host = settings.get(HOST);
            it.port = settings.get(PORT);
            it.requireIdempotencyKey = settings.get(REQUIRE_IDEMPOTENCY_KEY);
            it.shutdownGrace = settings.get(SHUTDOWN_GRACE);
            it.idleTimeout = settings.get(IDLE_TIMEOUT);
            it.searchMaxAge = settings.get(SEARCH_MAX_AGE);
            it.accessLog = settings.get(ACCESS_LOG);
            it.rates = rates(settings);
            it.tls = tls(settings);
            it.edge = edge(settings);
        });
    }

    private static Rates rates(Settings settings) {
        return new Rates(
                settings.get(REQUESTS_PER_SECOND_MAX),
                settings.get(WITHOUT_KEY_PER_SECOND_MAX),
                settings.get(WRONG_KEYS_PER_SECOND_MAX),
                settings.get(CHANGES_PER_DAY_OWNER_MAX));
    }

    private static EdgeSettings edge(Settings settings) {
        return EdgeSettings.DEFAULT.with(it -> {
            it.connectionsMax = settings.get(CONNECTIONS_MAX);
            it.connectionsPerAddressMax = settings.get(CONNECTIONS_PER_ADDRESS_MAX);
            it.requestsInFlightOwnerMax = settings.get(REQUESTS_IN_FLIGHT_OWNER_MAX);
            it.requestsInFlightKeyMax = settings.get(REQUESTS_IN_FLIGHT_KEY_MAX);
            it.writeTimeout = settings.get(WRITE_TIMEOUT);
            it.mebibytesInFlightMax = settings.get(MEBIBYTES_IN_FLIGHT_MAX);
            it.proxies = new Proxies(settings.get(TRUSTED_PROXIES), settings.get(PROXY_HEADER));
        });
    }

    private static @Nullable TlsSettings tls(Settings settings) {
        Optional<Path> certificate = settings.get(TLS_CERTIFICATE);
        Optional<Path> privateKey = settings.get(TLS_PRIVATE_KEY);
        if (certificate.isEmpty() && privateKey.isPresent()) {
            // A private key alone means that TLS is wanted, so plain HTTP must not start.
            throw new SettingException("Invalid setting: http.tlsPrivateKey needs http.tlsCertificate; set both");
        }
        return certificate
                .map(file -> new TlsSettings(file, privateKey.orElse(null), settings.get(TLS_PASSWORD)))
                .orElse(null);
    }
}

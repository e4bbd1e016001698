package dev.lastroom.server.config;

import dev.lastroom.engine.EngineSettings;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.Rules;
import dev.lastroom.engine.clock.ClockLimits;
import dev.lastroom.server.http.ApiKeys;
import dev.lastroom.server.http.EdgeSettings;
import dev.lastroom.server.http.HttpSettings;
import dev.lastroom.server.http.KeyFile;
import dev.lastroom.server.http.Keyring;
import dev.lastroom.server.http.Rates;
import dev.lastroom.server.http.TlsSettings;
import dev.lastroom.store.jdbc.BreakerSettings;
import dev.lastroom.store.jdbc.ReadSettings;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a process. A flag counts before an environment variable, that before the configuration file, that
 * before the default. Immutable and thread-safe.
 */
public final class Settings {

    /** Where a database is if nothing else is said. */
    public static final String DB_DEFAULT = "jdbc:sqlite:data/lastroom.db";

    static final Setting<String> HOST = new Setting<>(
            "http.host",
            "--host",
            "127.0.0.1",
            Parsers.text(),
            false,
            "The name or address to listen on; anything but loopback needs API keys.");
    static final Setting<Integer> PORT = new Setting<>(
            "http.port",
            "--port",
            "8080",
            Parsers.number(0, 65_535),
            false,
            "The port to listen on; 0 takes any free one.");
    static final Setting<ApiKeys> API_KEYS = new Setting<>(
            "http.apiKeys",
            null,
            "",
            Settings::apiKeys,
            true,
            "Who may use the service: owner:role:sha256hex, more than one parted by commas; roles: reader, agent, admin.");
    static final Setting<Path> KEY_FILE = new Setting<>(
            "http.keyFile",
            "--key-file",
            "data/api-keys",
            Parsers.file(),
            false,
            "Where lastroom keys keeps who may use the service; need not be there.");
    static final Setting<Integer> REQUESTS_PER_SECOND_MAX = new Setting<>(
            "http.requestsPerSecondMax",
            null,
            standard(Rates.DEFAULT.requestsPerSecondMax()),
            Parsers.number(0, Rates.MAX),
            false,
            "How many requests a second each API key may send, then RATE_LIMITED; 0 for no limit.");
    static final Setting<Integer> WITHOUT_KEY_PER_SECOND_MAX = new Setting<>(
            "http.withoutKeyPerSecondMax",
            null,
            standard(Rates.DEFAULT.withoutKeyPerSecondMax()),
            Parsers.number(0, Rates.MAX),
            false,
            "How many requests a second without an API key one address may send, where there are keys; 0 for no limit.");
    static final Setting<Integer> WRONG_KEYS_PER_SECOND_MAX = new Setting<>(
            "http.wrongKeysPerSecondMax",
            null,
            standard(Rates.DEFAULT.wrongKeysPerSecondMax()),
            Parsers.number(0, Rates.MAX),
            false,
            "How many requests a second with an unknown API key one address may send; 0 for no limit.");
    static final Setting<Integer> CHANGES_PER_DAY_OWNER_MAX = new Setting<>(
            "http.changesPerDayOwnerMax",
            null,
            standard(Rates.DEFAULT.changesPerDayOwnerMax()),
            Parsers.number(0, Rates.CHANGES_MAX),
            false,
            "How many changes a day the API keys of one owner may send, then RATE_LIMITED; 0 for no limit.");
    static final Setting<Optional<Path>> TLS_CERTIFICATE = new Setting<>(
            "http.tlsCertificate",
            null,
            "",
            Parsers.anyFile(),
            false,
            "Turns TLS on: a PKCS12 file of certificate and private key, or a PEM file of the certificate chain.");
    static final Setting<Optional<Path>> TLS_PRIVATE_KEY = new Setting<>(
            "http.tlsPrivateKey",
            null,
            "",
            Parsers.anyFile(),
            false,
            "The PEM file of the private key, where the certificate is in a PEM file.");
    static final Setting<String> TLS_PASSWORD = new Setting<>(
            "http.tlsPassword", null, "", Parsers.password(), true, "The password of the PKCS12 file or private key.");
    static final Setting<Boolean> REQUIRE_IDEMPOTENCY_KEY = new Setting<>(
            "http.requireIdempotencyKey",
            null,
            "false",
            Parsers.yesOrNo(),
            false,
            "Whether a booking without an Idempotency-Key is refused.");
    static final Setting<Duration> SHUTDOWN_GRACE = new Setting<>(
            "http.shutdownGrace",
            null,
            "30s",
            Parsers.duration("0s", "10m"),
            false,
            "How long requests in flight are waited for when the service is stopped.");
    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "http.idleTimeout",
            null,
            "30s",
            Parsers.duration("1s", "1h"),
            false,
            "How long a connection may send nothing before it is closed.");
    static final Setting<Duration> WRITE_TIMEOUT = new Setting<>(
            "http.writeTimeout",
            null,
            "30s",
            Parsers.duration("1s", "1h"),
            false,
            "How long a client may take for 128 KiB of an answer before its connection is cut.");
    static final Setting<Integer> CONNECTIONS_MAX = new Setting<>(
            "http.connectionsMax",
            null,
            "0",
            Parsers.number(0, EdgeSettings.NUMBER_MAX),
            false,
            "How many connections there may be; 0 is what open files and heap allow, 8000 at most.");
    static final Setting<Integer> CONNECTIONS_PER_ADDRESS_MAX = new Setting<>(
            "http.connectionsPerAddressMax",
            null,
            "0",
            Parsers.number(0, EdgeSettings.NUMBER_MAX),
            false,
            "How many of them one address may have; 0 is half of them. Behind a proxy set it to http.connectionsMax.");
    static final Setting<Integer> REQUESTS_IN_FLIGHT_OWNER_MAX = new Setting<>(
            "http.requestsInFlightOwnerMax",
            null,
            "0",
            Parsers.number(0, EdgeSettings.NUMBER_MAX),
            false,
            "How many requests of one owner's API keys may be in flight, then RATE_LIMITED; 0 is half of all connections.");
    static final Setting<Integer> REQUESTS_IN_FLIGHT_KEY_MAX = new Setting<>(
            "http.requestsInFlightKeyMax",
            null,
            "0",
            Parsers.number(0, EdgeSettings.NUMBER_MAX),
            false,
            "The same for one API key; 0 is a quarter of all connections. Without keys nobody is limited.");
    static final Setting<Integer> MEBIBYTES_IN_FLIGHT_MAX = new Setting<>(
            "http.mebibytesInFlightMax",
            null,
            "0",
            Parsers.number(0, EdgeSettings.NUMBER_MAX),
            false,
            "How much memory requests and answers in flight may take, in MiB; then OVERLOADED; 0 is a quarter of the heap.");
    static final Setting<String> DB = new Setting<>(
            "db.url",
            "--db",
            DB_DEFAULT,
            Stores::checkUrl,
            true,
            "The database: jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME?user=…&password=…");
    static final Setting<Duration> LOCK_WAIT = new Setting<>(
            "db.lockWait",
            null,
            "5s",
            Parsers.duration("1ms", "10m"),
            false,
            "How long a transaction waits for locks, then INVENTORY_LOCKED; and a start or a change of keys for a lock file.");
    static final Setting<Duration> TRANSACTION_LIMIT = new Setting<>(
            "db.transactionLimit",
            null,
            "10s",
            Parsers.duration("1ms", "1h"),
            false,
            "How long a transaction may take; then TRANSACTION_TIMEOUT.");
    static final Setting<Integer> READ_THREADS = new Setting<>(
            "db.readThreads",
            null,
            "8",
            Parsers.number(1, 1_000),
            false,
            "How many reads run at the same time, each with a thread and a connection.");
    static final Setting<Integer> READ_QUEUE_MAX = new Setting<>(
            "db.readQueueMax",
            null,
            "1000",
            Parsers.number(1, 100_000),
            false,
            "How many reads may wait for a thread; then OVERLOADED.");
    static final Setting<Duration> READ_DEADLINE = new Setting<>(
            "db.readDeadline",
            null,
            "5s",
            Parsers.duration("1ms", "1h"),
            false,
            "How long a read may take with its wait; then it is stopped: TRANSACTION_TIMEOUT.");
    static final Setting<Boolean> OPTIMISTIC = new Setting<>(
            "db.optimistic",
            null,
            "false",
            Parsers.yesOrNo(),
            false,
            "Whether PostgreSQL proves remembered counts, instead of locking nights first.");
    static final Setting<Integer> BREAKER_FAILURES = new Setting<>(
            "db.breakerFailures",
            null,
            "5",
            Parsers.number(1, 1_000),
            false,
            "After how many calls in a row that it does not answer the database is left alone: STORE_UNAVAILABLE at once.");
    static final Setting<Duration> BREAKER_PAUSE = new Setting<>(
            "db.breakerPause",
            null,
            "2s",
            Parsers.duration("10ms", "10m"),
            false,
            "How long it is left alone before one call tries whether it is back.");
    static final Setting<Integer> LANES = new Setting<>(
            "engine.lanes",
            null,
            "0",
            Parsers.number(0, 64),
            false,
            "How many batches are applied side by side; 0 means as many as the store finds useful.");
    static final Setting<Integer> LANE_QUEUE_MAX = new Setting<>(
            "engine.laneQueueMax",
            null,
            standard(EngineSettings.DEFAULT.laneQueueMax()),
            Parsers.number(1, 1_000_000),
            false,
            "How many commands may wait in a lane; then OVERLOADED.");
    static final Setting<Integer> LANE_QUEUE_OWNER_MAX = new Setting<>(
            "engine.laneQueueOwnerMax",
            null,
            standard(EngineSettings.DEFAULT.laneQueueOwnerMax()),
            Parsers.number(1, 1_000_000),
            false,
            "How many of them may be of one owner's API keys; then RATE_LIMITED.");
    static final Setting<Duration> LANE_WAIT_MAX = new Setting<>(
            "engine.laneWaitMax",
            null,
            "1s",
            Parsers.duration("1ms", "1h"),
            false,
            "How long a command may have to wait in a lane, by the pace of the last batches; then OVERLOADED.");
    static final Setting<Integer> BATCH_COMMANDS_MAX = new Setting<>(
            "engine.batchCommandsMax",
            null,
            "512",
            Parsers.number(1, 10_000),
            false,
            "How many commands one transaction carries at the most.");
    static final Setting<Integer> CONCURRENCY_RETRIES_MAX = new Setting<>(
            "engine.concurrencyRetriesMax",
            null,
            "5",
            Parsers.number(0, 20),
            false,
            "How often a batch is tried again after a deadlock; then CONCURRENCY_ABORT.");
    static final Setting<Duration> KEY_LIFETIME = new Setting<>(
            "engine.keyLifetime",
            null,
            "30d",
            Parsers.duration("1s", "3650d"),
            false,
            "How long an idempotency key is remembered.");
    static final Setting<Duration> DERIVED_KEY_WINDOW = new Setting<>(
            "engine.derivedKeyWindow",
            null,
            "24h",
            Parsers.duration("1s", "3650d"),
            false,
            "How long an equal request without a key gives the booking that is there.");
    static final Setting<Integer> HOLDS_PER_USER_MAX = new Setting<>(
            "engine.holdsPerUserMax",
            null,
            "10",
            Parsers.number(1, 10_000),
            false,
            "How many live holds a user may have.");
    static final Setting<Duration> OFFER_FOR = new Setting<>(
            "engine.offerFor",
            null,
            "15m",
            Parsers.duration("1s", "24h"),
            false,
            "How long rooms are held for a user who waited for them.");
    static final Setting<Integer> WAITLIST_MAX = new Setting<>(
            "engine.waitlistMax",
            null,
            "200",
            Parsers.number(1, 1_000),
            false,
            "How many may wait for the same night.");
    static final Setting<Integer> WAITLIST_OWNER_MAX = new Setting<>(
            "engine.waitlistOwnerMax",
            null,
            "100",
            Parsers.number(1, 1_000),
            false,
            "How many of those who wait for the same night may be of one owner's API keys.");
    static final Setting<Duration> SWEEP_INTERVAL = new Setting<>(
            "engine.sweepInterval",
            null,
            "1m",
            Parsers.duration("100ms", "30d"),
            false,
            "How often old idempotency keys are looked for.");
    static final Setting<Integer> SWEEP_KEYS_MAX = new Setting<>(
            "engine.sweepKeysMax",
            null,
            "1000",
            Parsers.number(1, 100_000),
            false,
            "How many old keys are forgotten in one transaction.");

    static final Setting<Duration> CLOCK_SKEW_WARN = new Setting<>(
            "engine.clockSkewWarn",
            null,
            "2s",
            Parsers.duration("1ms", "1d"),
            false,
            "How far this machine's clock may differ from the database's before it is logged.");
    static final Setting<Duration> CLOCK_SKEW_MAX = new Setting<>(
            "engine.clockSkewMax",
            null,
            "30s",
            Parsers.duration("1ms", "1d"),
            false,
            "How far it may differ before this server is not ready and decides nothing: STORE_UNAVAILABLE.");
    static final Setting<Optional<Boolean>> WEBHOOKS_ALLOW_PRIVATE = new Setting<>(
            "webhooks.allowPrivate",
            null,
            "auto",
            Parsers.yesNoOrAuto(),
            false,
            "Whether webhooks may point to internal addresses; auto: only where the service listens on loopback.");

    /** All settings there are. */
    public static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            API_KEYS,
            KEY_FILE,
            REQUESTS_PER_SECOND_MAX,
            WITHOUT_KEY_PER_SECOND_MAX,
            WRONG_KEYS_PER_SECOND_MAX,
            CHANGES_PER_DAY_OWNER_MAX,
            TLS_CERTIFICATE,
            TLS_PRIVATE_KEY,
            TLS_PASSWORD,
            REQUIRE_IDEMPOTENCY_KEY,
            SHUTDOWN_GRACE,
            IDLE_TIMEOUT,
            WRITE_TIMEOUT,
            CONNECTIONS_MAX,
            CONNECTIONS_PER_ADDRESS_MAX,
            REQUESTS_IN_FLIGHT_OWNER_MAX,
            REQUESTS_IN_FLIGHT_KEY_MAX,
            MEBIBYTES_IN_FLIGHT_MAX,
            DB,
            LOCK_WAIT,
            TRANSACTION_LIMIT,
            READ_THREADS,
            READ_QUEUE_MAX,
            READ_DEADLINE,
            OPTIMISTIC,
            BREAKER_FAILURES,
            BREAKER_PAUSE,
            LANES,
            LANE_QUEUE_MAX,
            LANE_QUEUE_OWNER_MAX,
            LANE_WAIT_MAX,
            BATCH_COMMANDS_MAX,
            CONCURRENCY_RETRIES_MAX,
            KEY_LIFETIME,
            DERIVED_KEY_WINDOW,
            HOLDS_PER_USER_MAX,
            OFFER_FOR,
            WAITLIST_MAX,
            WAITLIST_OWNER_MAX,
            SWEEP_INTERVAL,
            SWEEP_KEYS_MAX,
            CLOCK_SKEW_WARN,
            CLOCK_SKEW_MAX,
            WEBHOOKS_ALLOW_PRIVATE);

    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /**
     * Puts the settings together.
     *
     * @param flags the flags that were given, such as {@code --port}
     * @param file the configuration file; null for none, unless the environment names one
     * @param environment all environment variables of the process
     * @throws SettingException naming the setting that is unknown or wrong
     */
    public static Settings load(Map<String, String> flags, @Nullable Path file, Map<String, String> environment) {
        Sources sources = Sources.of(flags, file, environment);
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : ALL) {
            Sources.Written written = sources.find(setting);
            values.put(setting, setting.read(written.text(), written.source()));
        }
        return new Settings(values);
    }

    private static String standard(int number) {
        return Integer.toString(number);
    }

    private static ApiKeys apiKeys(String text) {
        try {
            return text.isEmpty() ? ApiKeys.none() : ApiKeys.parse(Arrays.asList(text.split("\\s*,\\s*")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a list of owner:role:sha256hex (" + e.getMessage() + ")", e);
        }
    }

    /**
     * How the service listens.
     *
     * @throws SettingException if there is a private key without a certificate
     */
    public HttpSettings http() {
        return new HttpSettings(
                        get(HOST), get(PORT), get(REQUIRE_IDEMPOTENCY_KEY), get(SHUTDOWN_GRACE), get(IDLE_TIMEOUT))
                .withRates(new Rates(
                        get(REQUESTS_PER_SECOND_MAX),
                        get(WITHOUT_KEY_PER_SECOND_MAX),
                        get(WRONG_KEYS_PER_SECOND_MAX),
                        get(CHANGES_PER_DAY_OWNER_MAX)))
                .withTls(tls())
                .withEdge(new EdgeSettings(
                        get(CONNECTIONS_MAX),
                        get(CONNECTIONS_PER_ADDRESS_MAX),
                        get(REQUESTS_IN_FLIGHT_OWNER_MAX),
                        get(REQUESTS_IN_FLIGHT_KEY_MAX),
                        get(WRITE_TIMEOUT),
                        get(MEBIBYTES_IN_FLIGHT_MAX)));
    }

    private @Nullable TlsSettings tls() {
        Optional<Path> certificate = get(TLS_CERTIFICATE);
        Optional<Path> privateKey = get(TLS_PRIVATE_KEY);
        if (certificate.isEmpty() && privateKey.isPresent()) {
            // Whoever set one of two wanted TLS, and must not get plain HTTP.
            throw new SettingException("Wrong setting: http.tlsPrivateKey needs http.tlsCertificate too");
        }
        return certificate
                .map(file -> new TlsSettings(file, privateKey.orElse(null), get(TLS_PASSWORD)))
                .orElse(null);
    }

    /** Whether webhooks may point to internal addresses: a service that only this machine reaches has no others near it. */
    public boolean webhooksAllowPrivate() {
        return get(WEBHOOKS_ALLOW_PRIVATE).orElseGet(() -> isLoopback(get(HOST)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Nothing will listen there; whoever starts to, says so.
            return false;
        }
    }

    /** The file of API keys, which need not be there. */
    public KeyFile keyFile() {
        return new KeyFile(get(KEY_FILE), get(LOCK_WAIT));
    }

    /**
     * Who may use the service.
     *
     * @throws SettingException if the key file is malformed, or was named and is not there
     */
    public Keyring keyring() {
        KeyFile file = keyFile();
        if (!file.exists() && !file.path().equals(Path.of(KEY_FILE.standard()))) {
            throw new SettingException("The key file " + file.path() + " does not exist; keys create makes it");
        }
        try {
            return Keyring.of(get(API_KEYS), file);
        } catch (IllegalArgumentException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new SettingException("The key file " + file.path() + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The limits of the engine.
     *
     * @throws SettingException if the clock may differ by less than what is logged
     */
    public EngineSettings engine() {
        return EngineSettings.DEFAULT
                .withRules(new Rules(get(KEY_LIFETIME), get(DERIVED_KEY_WINDOW), get(HOLDS_PER_USER_MAX))
                        .withWaitlist(new HoldTime(get(OFFER_FOR)), get(WAITLIST_MAX))
                        .withWaitlistOwnerMax(get(WAITLIST_OWNER_MAX)))
                .withLanes(get(LANES))
                .withQueue(get(LANE_QUEUE_MAX), get(BATCH_COMMANDS_MAX))
                .withLaneQueueOwnerMax(get(LANE_QUEUE_OWNER_MAX))
                .withLaneWaitMax(get(LANE_WAIT_MAX))
                .withConcurrencyRetriesMax(get(CONCURRENCY_RETRIES_MAX))
                .withSweep(get(SWEEP_INTERVAL), get(SWEEP_KEYS_MAX))
                .withClock(clock());
    }

    private ClockLimits clock() {
        Duration warn = get(CLOCK_SKEW_WARN);
        Duration max = get(CLOCK_SKEW_MAX);
        if (max.compareTo(warn) < 0) {
            throw new SettingException(
                    "Wrong setting: engine.clockSkewMax must not be shorter than engine.clockSkewWarn");
        }
        return new ClockLimits(warn, max);
    }

    /** When a database that does not answer is left alone. */
    public BreakerSettings breaker() {
        return new BreakerSettings(get(BREAKER_FAILURES), get(BREAKER_PAUSE));
    }

    /** The URL of the database. It may hold a password. */
    public String db() {
        return get(DB);
    }

    Duration lockWait() {
        return get(LOCK_WAIT);
    }

    Duration transactionLimit() {
        return get(TRANSACTION_LIMIT);
    }

    /** How many reads are carried out. */
    public ReadSettings reads() {
        return new ReadSettings(get(READ_THREADS), get(READ_QUEUE_MAX), get(READ_DEADLINE));
    }

    boolean optimistic() {
        return get(OPTIMISTIC);
    }

    // The table gives every setting a value of its own type.
    @SuppressWarnings("unchecked")
    private <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting));
    }
}

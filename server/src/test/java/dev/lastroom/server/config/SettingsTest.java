package dev.lastroom.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.EngineSettings;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.clock.ClockLimits;
import dev.lastroom.server.http.ApiKeys;
import dev.lastroom.server.http.EdgeSettings;
import dev.lastroom.server.http.HttpSettings;
import dev.lastroom.server.http.Rates;
import dev.lastroom.server.http.TlsSettings;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.jdbc.BreakerSettings;
import dev.lastroom.store.jdbc.ReadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private static final Map<String, String> NO_FLAGS = Map.of();
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @TempDir
    Path folder;

    @Test
    void theDefaultsAreThoseOfTheEngineAndTheService() {
        Settings settings = Settings.load(NO_FLAGS, null, NO_ENVIRONMENT);

        assertThat(settings.http()).isEqualTo(HttpSettings.DEFAULT);
        assertThat(settings.engine()).isEqualTo(EngineSettings.DEFAULT);
        assertThat(settings.breaker()).isEqualTo(BreakerSettings.DEFAULT);
        assertThat(settings.reads()).isEqualTo(ReadSettings.DEFAULT);
        assertThat(settings.db()).isEqualTo("jdbc:sqlite:data/lastroom.db");
        assertThat(settings.lockWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.transactionLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.keyFile().path()).isEqualTo(Path.of("data/api-keys"));
        assertThat(settings.keyring().isOpen()).isTrue();
    }

    @Test
    void aFlagCountsBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        Path file = file("http.port=1", "http.host=file", "db.lockWait=1s");
        Map<String, String> environment = Map.of("LASTROOM_HTTP_PORT", "2", "LASTROOM_HTTP_HOST", "environment");
        Settings settings = Settings.load(Map.of("--port", "3"), file, environment);

        assertThat(settings.http().port()).isEqualTo(3);
        assertThat(settings.http().host()).isEqualTo("environment");
        assertThat(settings.lockWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        List<String> variables = Settings.ALL.stream().map(Setting::variable).toList();

        assertThat(variables)
                .doesNotHaveDuplicates()
                .contains("LASTROOM_HTTP_PORT", "LASTROOM_HTTP_API_KEYS", "LASTROOM_ENGINE_LANE_QUEUE_MAX")
                .allMatch(name -> name.matches("LASTROOM(_[A-Z]+)+"));
    }

    @Test
    void everySettingIsReadFromItsVariable() {
        String key = "ann:admin:" + ApiKeys.hash("secret");
        Map<String, String> environment = Map.ofEntries(
                Map.entry("LASTROOM_HTTP_HOST", "localhost"),
                Map.entry("LASTROOM_HTTP_PORT", "0"),
                Map.entry("LASTROOM_HTTP_API_KEYS", key),
                Map.entry("LASTROOM_HTTP_KEY_FILE", "keys"),
                Map.entry("LASTROOM_HTTP_REQUESTS_PER_SECOND_MAX", "18"),
                Map.entry("LASTROOM_HTTP_WITHOUT_KEY_PER_SECOND_MAX", "32"),
                Map.entry("LASTROOM_HTTP_WRONG_KEYS_PER_SECOND_MAX", "33"),
                Map.entry("LASTROOM_HTTP_CHANGES_PER_DAY_OWNER_MAX", "34"),
                Map.entry("LASTROOM_HTTP_TLS_CERTIFICATE", "hotel.pem"),
                Map.entry("LASTROOM_HTTP_TLS_PRIVATE_KEY", "key.pem"),
                Map.entry("LASTROOM_HTTP_TLS_PASSWORD", "hunter2"),
                Map.entry("LASTROOM_HTTP_REQUIRE_IDEMPOTENCY_KEY", "true"),
                Map.entry("LASTROOM_HTTP_SHUTDOWN_GRACE", "2s"),
                Map.entry("LASTROOM_HTTP_IDLE_TIMEOUT", "3m"),
                Map.entry("LASTROOM_HTTP_WRITE_TIMEOUT", "4s"),
                Map.entry("LASTROOM_HTTP_CONNECTIONS_MAX", "31"),
                Map.entry("LASTROOM_HTTP_CONNECTIONS_PER_ADDRESS_MAX", "30"),
                Map.entry("LASTROOM_HTTP_REQUESTS_IN_FLIGHT_OWNER_MAX", "28"),
                Map.entry("LASTROOM_HTTP_REQUESTS_IN_FLIGHT_KEY_MAX", "27"),
                Map.entry("LASTROOM_HTTP_MEBIBYTES_IN_FLIGHT_MAX", "29"),
                Map.entry("LASTROOM_DB_URL", "jdbc:postgresql://db/hotel"),
                Map.entry("LASTROOM_DB_LOCK_WAIT", "40ms"),
                Map.entry("LASTROOM_DB_TRANSACTION_LIMIT", "7s"),
                Map.entry("LASTROOM_DB_READ_THREADS", "6"),
                Map.entry("LASTROOM_DB_READ_QUEUE_MAX", "24"),
                Map.entry("LASTROOM_DB_READ_DEADLINE", "25s"),
                Map.entry("LASTROOM_DB_OPTIMISTIC", "true"),
                Map.entry("LASTROOM_DB_BREAKER_FAILURES", "19"),
                Map.entry("LASTROOM_DB_BREAKER_PAUSE", "20s"),
                Map.entry("LASTROOM_ENGINE_LANE_WAIT_MAX", "21ms"),
                Map.entry("LASTROOM_ENGINE_LANES", "4"),
                Map.entry("LASTROOM_ENGINE_LANE_QUEUE_MAX", "11"),
                Map.entry("LASTROOM_ENGINE_LANE_QUEUE_OWNER_MAX", "10"),
                Map.entry("LASTROOM_ENGINE_BATCH_COMMANDS_MAX", "12"),
                Map.entry("LASTROOM_ENGINE_CONCURRENCY_RETRIES_MAX", "13"),
                Map.entry("LASTROOM_ENGINE_KEY_LIFETIME", "14d"),
                Map.entry("LASTROOM_ENGINE_DERIVED_KEY_WINDOW", "15h"),
                Map.entry("LASTROOM_ENGINE_HOLDS_PER_USER_MAX", "16"),
                Map.entry("LASTROOM_ENGINE_OFFER_FOR", "22m"),
                Map.entry("LASTROOM_ENGINE_WAITLIST_MAX", "23"),
                Map.entry("LASTROOM_ENGINE_WAITLIST_OWNER_MAX", "24"),
                Map.entry("LASTROOM_ENGINE_SWEEP_INTERVAL", "16m"),
                Map.entry("LASTROOM_ENGINE_SWEEP_KEYS_MAX", "17"),
                Map.entry("LASTROOM_ENGINE_CLOCK_SKEW_WARN", "24s"),
                Map.entry("LASTROOM_ENGINE_CLOCK_SKEW_MAX", "25s"),
                Map.entry("LASTROOM_WEBHOOKS_ALLOW_PRIVATE", "false"));
        assertThat(environment.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Settings.ALL.stream().map(Setting::variable).toList());
        Settings settings = Settings.load(NO_FLAGS, null, environment);

        assertThat(settings.http())
                .isEqualTo(new HttpSettings("localhost", 0, true, Duration.ofSeconds(2), Duration.ofMinutes(3))
                        .withRates(new Rates(18, 32, 33, 34))
                        .withTls(new TlsSettings(Path.of("hotel.pem"), Path.of("key.pem"), "hunter2"))
                        .withEdge(new EdgeSettings(31, 30, 28, 27, Duration.ofSeconds(4), 29)));
        assertThat(settings.keyFile().path()).isEqualTo(Path.of("keys"));
        assertThat(settings.db()).isEqualTo("jdbc:postgresql://db/hotel");
        assertThat(settings.lockWait()).isEqualTo(Duration.ofMillis(40));
        assertThat(settings.transactionLimit()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.reads()).isEqualTo(new ReadSettings(6, 24, Duration.ofSeconds(25)));
        assertThat(settings.optimistic()).isTrue();
        assertThat(settings.breaker()).isEqualTo(new BreakerSettings(19, Duration.ofSeconds(20)));
        EngineSettings engine = settings.engine();
        assertThat(engine.laneWaitMax()).isEqualTo(Duration.ofMillis(21));
        assertThat(engine.lanes()).isEqualTo(4);
        assertThat(engine.laneQueueMax()).isEqualTo(11);
        assertThat(engine.laneQueueOwnerMax()).isEqualTo(10);
        assertThat(engine.batchCommandsMax()).isEqualTo(12);
        assertThat(engine.concurrencyRetriesMax()).isEqualTo(13);
        assertThat(engine.rules().keyLifetime()).isEqualTo(Duration.ofDays(14));
        assertThat(engine.rules().derivedKeyWindow()).isEqualTo(Duration.ofHours(15));
        assertThat(engine.rules().holdsPerUserMax()).isEqualTo(16);
        assertThat(engine.rules().offerFor()).isEqualTo(new HoldTime(Duration.ofMinutes(22)));
        assertThat(engine.rules().waitlistMax()).isEqualTo(23);
        assertThat(engine.rules().waitlistOwnerMax()).isEqualTo(24);
        assertThat(engine.sweepInterval()).isEqualTo(Duration.ofMinutes(16));
        assertThat(engine.sweepKeysMax()).isEqualTo(17);
        assertThat(engine.clock()).isEqualTo(new ClockLimits(Duration.ofSeconds(24), Duration.ofSeconds(25)));
        assertThat(settings.webhooksAllowPrivate()).isFalse();
    }

    @Test
    void aClockThatMayDifferByLessThanIsLoggedIsNoSetting() {
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_ENGINE_CLOCK_SKEW_MAX", "1999ms"));
        assertThatThrownBy(settings::engine)
                .isInstanceOf(SettingException.class)
                .hasMessage("Wrong setting: engine.clockSkewMax must not be shorter than engine.clockSkewWarn");
    }

    @Test
    void webhooksMayPointInsideWhereOnlyThisMachineReachesTheServer() {
        assertThat(allowPrivate("127.0.0.1", "auto")).isTrue();
        assertThat(allowPrivate("localhost", "auto")).isTrue();
        assertThat(allowPrivate("::1", "auto")).isTrue();
        assertThat(allowPrivate("0.0.0.0", "auto")).isFalse();
        assertThat(allowPrivate("192.168.1.7", "auto")).isFalse();
        assertThat(allowPrivate("0.0.0.0", "true")).isTrue();
        assertThat(allowPrivate("127.0.0.1", "false")).isFalse();
    }

    private static boolean allowPrivate(String host, String setting) {
        return Settings.load(Map.of("--host", host), null, Map.of("LASTROOM_WEBHOOKS_ALLOW_PRIVATE", setting))
                .webhooksAllowPrivate();
    }

    /** A value of every setting that is wrong, and what the error must say. */
    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of("http.host", ""),
                Arguments.of("http.port", "65536"),
                Arguments.of("http.port", "-1"),
                Arguments.of("http.port", "http"),
                Arguments.of("http.apiKeys", "ann:owner"),
                Arguments.of("http.keyFile", ""),
                Arguments.of("http.requestsPerSecondMax", "-1"),
                Arguments.of("http.withoutKeyPerSecondMax", "1000001"),
                Arguments.of("http.wrongKeysPerSecondMax", "-1"),
                Arguments.of("http.changesPerDayOwnerMax", "1000000001"),
                Arguments.of("http.tlsCertificate", "a\u0000b"),
                Arguments.of("http.tlsPrivateKey", "a\u0000b"),
                Arguments.of("http.tlsPassword", "a\u0007b"),
                Arguments.of("http.requireIdempotencyKey", "yes"),
                Arguments.of("http.shutdownGrace", "30"),
                Arguments.of("http.idleTimeout", "999ms"),
                Arguments.of("http.writeTimeout", "999ms"),
                Arguments.of("http.connectionsMax", "100001"),
                Arguments.of("http.connectionsPerAddressMax", "-1"),
                Arguments.of("http.mebibytesInFlightMax", "100001"),
                Arguments.of("http.requestsInFlightOwnerMax", "100001"),
                Arguments.of("http.requestsInFlightKeyMax", "-1"),
                Arguments.of("engine.laneQueueOwnerMax", "0"),
                Arguments.of("db.url", "jdbc:mysql://db/hotel"),
                Arguments.of("engine.clockSkewWarn", "0s"),
                Arguments.of("engine.clockSkewMax", "25h"),
                Arguments.of("db.url", "jdbc:sqlite::memory:"),
                Arguments.of("db.lockWait", "0s"),
                Arguments.of("db.transactionLimit", "2 hours"),
                Arguments.of("db.readThreads", "0"),
                Arguments.of("db.readQueueMax", "0"),
                Arguments.of("db.readDeadline", "0s"),
                Arguments.of("db.optimistic", "maybe"),
                Arguments.of("db.breakerFailures", "0"),
                Arguments.of("db.breakerPause", "9ms"),
                Arguments.of("engine.laneWaitMax", "0s"),
                Arguments.of("engine.lanes", "65"),
                Arguments.of("engine.laneQueueMax", "0"),
                Arguments.of("engine.batchCommandsMax", "10001"),
                Arguments.of("engine.concurrencyRetriesMax", "21"),
                Arguments.of("engine.keyLifetime", "0d"),
                Arguments.of("engine.derivedKeyWindow", "99999999999999999999s"),
                Arguments.of("engine.holdsPerUserMax", "0"),
                Arguments.of("webhooks.allowPrivate", "yes"),
                Arguments.of("engine.offerFor", "25h"),
                Arguments.of("engine.waitlistMax", "0"),
                Arguments.of("engine.waitlistOwnerMax", "1001"),
                Arguments.of("engine.sweepInterval", "-1m"),
                Arguments.of("engine.sweepKeysMax", "1e3"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsNamedWithItsFileAndVariable(String name, String value) throws IOException {
        Path file = file(name + "=" + value);
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(name + " must ")
                .hasMessageContaining(file.toString());

        String variable = Settings.ALL.stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::variable)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of(variable, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(name + " must ")
                .hasMessageContaining(variable);
    }

    @Test
    void theTableOfWrongValuesHasEverySetting() {
        assertThat(wrongValues().map(arguments -> arguments.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Settings.ALL.stream().map(Setting::name).toList());
    }

    @ParameterizedTest
    @CsvSource({"LASTROOM_DB_URL, jdbc:mysql://db/hotel?password=hunter2", "LASTROOM_HTTP_API_KEYS, hunter2"})
    void aSecretIsNotInTheError(String variable, String value) {
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of(variable, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(variable)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPrivateKeyWithoutACertificateIsNotPlainHttp() {
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_HTTP_TLS_PRIVATE_KEY", "key.pem"));
        assertThatThrownBy(settings::http)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("http.tlsPrivateKey needs http.tlsCertificate");
    }

    @Test
    void aKeyFileThatIsNamedMustBeThere() throws IOException {
        Path keys = folder.resolve("keys");
        Settings settings = Settings.load(Map.of("--key-file", keys.toString()), null, NO_ENVIRONMENT);
        assertThatThrownBy(settings::keyring)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("The key file " + keys + " does not exist");

        PrivateFiles.make(keys);
        Files.writeString(keys, "# none\nann admin secret\n");
        assertThatThrownBy(settings::keyring)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(keys + " is malformed in line 2")
                .hasMessageNotContaining("secret");

        Files.writeString(keys, "");
        assertThat(settings.keyring().isOpen()).isFalse();
    }

    @Test
    void anUnknownKeyInTheFileIsNamed() throws IOException {
        Path file = file("http.prot=80");
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessage("Unknown setting http.prot in " + file);
    }

    @Test
    void anUnknownVariableIsNamed() {
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of("LASTROOM_PORT", "80", "PATH", "/bin")))
                .isInstanceOf(SettingException.class)
                .hasMessage("Unknown setting LASTROOM_PORT in the environment");
    }

    @Test
    void theEnvironmentCanNameTheFile() throws IOException {
        Path file = file("http.port=4321");
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_CONFIG", file.toString()));

        assertThat(settings.http().port()).isEqualTo(4321);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.properties");
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessage("The configuration file " + file + " does not exist");
    }

    @Test
    void passwordsAreNotInWhatPeopleRead() {
        assertThat(Stores.describe("jdbc:postgresql://ann:pw@db:5432/hotel?user=ann&password=pw"))
                .isEqualTo("jdbc:postgresql://db:5432/hotel");
        assertThat(Stores.describe("jdbc:sqlite:data/lastroom.db")).isEqualTo("jdbc:sqlite:data/lastroom.db");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("lastroom.properties"), List.of(lines));
    }
}

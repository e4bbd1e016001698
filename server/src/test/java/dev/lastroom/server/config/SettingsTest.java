package dev.lastroom.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.clock.ClockLimits;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.Proxies;
import dev.lastroom.server.edge.TlsSettings;
import dev.lastroom.store.files.PrivateFiles;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private static final Map<String, String> NO_FLAGS = Map.of();
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @TempDir
    Path folder;

    @Test
    void theDefaultsEqualThoseOfTheEngineAndTheService() {
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
    void aFlagWinsOverTheEnvironmentWhichWinsOverTheFile() throws IOException {
        Path file = file("http.port=1", "http.host=file", "db.lockWait=1s");
        Map<String, String> environment = Map.of("LASTROOM_HTTP_PORT", "2", "LASTROOM_HTTP_HOST", "environment");
        Settings settings = Settings.load(Map.of("--port", "3"), file, environment);

        assertThat(settings.http().port()).isEqualTo(3);
        assertThat(settings.http().host()).isEqualTo("environment");
        assertThat(settings.lockWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everySettingHasItsOwnVariable() {
        List<String> variables = Settings.ALL.stream().map(Setting::variable).toList();

        assertThat(variables)
                .doesNotHaveDuplicates()
                .contains("LASTROOM_HTTP_PORT", "LASTROOM_HTTP_KEY_FILE", "LASTROOM_ENGINE_LANE_QUEUE_MAX")
                .allMatch(name -> name.matches("LASTROOM(_[A-Z]+)+"));
    }

    /** Another value for every setting that has no range of numbers or must fit another setting. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("http.host", "localhost"),
            Map.entry("http.keyFile", "keys"),
            Map.entry("http.tlsCertificate", "other.pem"),
            Map.entry("http.tlsPrivateKey", "key.pem"),
            Map.entry("http.tlsPassword", "hunter2"),
            Map.entry("http.requireIdempotencyKey", "true"),
            Map.entry("http.accessLog", "false"),
            Map.entry("http.trustedProxies", "10.0.0.1/32, 2001:db8::/32"),
            Map.entry("http.proxyHeader", "Forwarded"),
            Map.entry("db.url", "jdbc:postgresql://db/hotel"),
            Map.entry("db.optimistic", "true"),
            Map.entry("db.schema", "lastroom"),
            Map.entry("engine.clockSkewMax", "3s"),
            Map.entry("coordination.leases", "redis://redis:6379/1"),
            Map.entry("coordination.prefix", "hotel"),
            Map.entry("webhooks.allowPrivate", "false"));

    static Stream<Setting<?>> all() {
        return Settings.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySettingIsReadFromItsVariableAndChangesOnlyItsOwnValue(Setting<?> setting) {
        Map<String, String> tls = Map.of("LASTROOM_HTTP_TLS_CERTIFICATE", "hotel.pem");
        Map<String, String> changed = new HashMap<>(tls);
        changed.put(setting.variable(), another(setting));
        Map<String, Object> before = values(Settings.load(NO_FLAGS, null, tls));
        Map<String, Object> after = values(Settings.load(NO_FLAGS, null, changed));

        after.entrySet().removeAll(before.entrySet());
        assertThat(after.keySet()).containsExactly(setting.name().replaceFirst(".*\\.", ""));
    }

    private static String another(Setting<?> setting) {
        String[] range = setting.range().split("-", -1);
        String inRange = range[0].equals(setting.standardText()) ? range[range.length - 1] : range[0];
        return OTHERS.getOrDefault(setting.name(), inRange);
    }

    /** Returns the values of settings by name. */
    private static Map<String, Object> values(Settings settings) {
        Map<String, Object> values = new HashMap<>();
        put(values, "", settings.http());
        put(values, "", settings.engine());
        put(values, "read", settings.reads());
        put(values, "breaker", settings.breaker());
        values.put("url", settings.db());
        values.put("lockWait", settings.lockWait());
        values.put("transactionLimit", settings.transactionLimit());
        values.put("optimistic", settings.optimistic());
        values.put("schema", settings.schema());
        values.put("leases", settings.leases());
        values.put("prefix", settings.leasePrefix());
        values.put("keyFile", settings.keyFile().path());
        values.put("allowPrivate", settings.webhooksAllowPrivate());
        return values;
    }

    private static void put(Map<String, Object> values, String prefix, Record settings) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = valueOf(component, settings);
            String name = component.getName();
            switch (value) {
                case HoldTime time -> values.put(name, time);
                case ClockLimits clock -> put(values, "clock", clock);
                case TlsSettings tls -> put(values, "tls", tls);
                case Proxies proxies -> {
                    values.put("trustedProxies", proxies.networks());
                    values.put("proxyHeader", proxies.header());
                }
                case Record part -> put(values, "", part);
                case null -> {}
                default ->
                    values.put(
                            prefix.isEmpty()
                                    ? name
                                    : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                            value);
            }
        }
    }

    private static Object valueOf(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }

    static Stream<Setting<?>> withNumbers() {
        return all().filter(setting -> setting.range().matches("\\d+(ms|s|m|h|d)?-\\d+(ms|s|m|h|d)?"));
    }

    @ParameterizedTest
    @MethodSource("withNumbers")
    void aNumberIsAcceptedUpToBothEndsOfItsRange(Setting<?> setting) {
        String[] ends = setting.range().split("-", -1);
        for (String end : ends) {
            assertThat(setting.read(end, "here")).isNotNull();
        }
        for (String outside : List.of(less(ends[0]), more(ends[1]))) {
            assertThatThrownBy(() -> setting.read(outside, "here"))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("not \"" + outside + "\"");
        }
    }

    /** Returns one less than a number, or a millisecond less than a duration. */
    private static String less(String end) {
        return Character.isDigit(end.charAt(end.length() - 1)) ? "" + (Integer.parseInt(end) - 1) : millis(end, -1);
    }

    private static String more(String end) {
        return Character.isDigit(end.charAt(end.length() - 1)) ? "" + (Integer.parseInt(end) + 1) : millis(end, 1);
    }

    private static String millis(String duration, int more) {
        Duration read = SettingType.duration("0s", "3650d").parser().parse(duration);
        return read.toMillis() + more + "ms";
    }

    @Test
    void aClockSkewLimitBelowTheWarningIsRefused() {
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_ENGINE_CLOCK_SKEW_MAX", "1999ms"));
        assertThatThrownBy(settings::engine)
                .isInstanceOf(SettingException.class)
                .hasMessage("Invalid setting: engine.clockSkewMax must not be shorter than engine.clockSkewWarn");
    }

    @Test
    void webhooksMayBeInternalIfOnlyThisMachineReachesTheServer() {
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

    private static String wrong(Setting<?> setting) {
        return switch (setting.name()) {
            case "http.host", "http.keyFile" -> "";
            case "http.tlsCertificate", "http.tlsPrivateKey", "http.tlsPassword", "db.schema" -> "a\u0000b";
            case "db.url" -> "jdbc:mysql://db/hotel";
            case "coordination.prefix" -> "a b";
            default -> "1e3";
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWrongValueIsNamedWithItsFileAndVariable(Setting<?> setting) throws IOException {
        Path file = file(setting.name() + "=" + wrong(setting));
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(setting.name() + " must ")
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of(setting.variable(), wrong(setting))))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(setting.name() + " must ")
                .hasMessageContaining(setting.variable());
    }

    @ParameterizedTest
    @CsvSource({
        "LASTROOM_DB_URL, jdbc:mysql://db/hotel?password=hunter2",
        "LASTROOM_COORDINATION_LEASES, redis://:hunter2@:x",
        "LASTROOM_HTTP_API_KEYS, hunter2"
    })
    void aSecretIsNotInTheError(String variable, String value) {
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of(variable, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(variable)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPrivateKeyWithoutACertificateIsRefused() {
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_HTTP_TLS_PRIVATE_KEY", "key.pem"));
        assertThatThrownBy(settings::http)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("http.tlsPrivateKey needs http.tlsCertificate");
    }

    @Test
    void aNamedKeyFileMustExist() throws IOException {
        Path keys = folder.resolve("keys");
        Settings settings = Settings.load(Map.of("--key-file", keys.toString()), null, NO_ENVIRONMENT);
        assertThatThrownBy(settings::keyring)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("The key file " + keys + " does not exist");

        PrivateFiles.make(keys);
        Files.writeString(keys, "# none\nann admin secret\n");
        assertThatThrownBy(settings::keyring)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(keys + " is malformed on line 2")
                .hasMessageNotContaining("secret");

        Files.writeString(keys, "");
        assertThat(settings.keyring().isOpen()).isFalse();
    }

    @Test
    void anUnknownSettingInTheFileIsNamedWithTheNearest() throws IOException {
        Path file = file("http.prot=80");
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessage("http.prot in " + file + " is not a setting: did you mean http.port?");
    }

    @ParameterizedTest
    @CsvSource({
        "LASTROOM_HTPP_PORT, LASTROOM_HTTP_PORT",
        "LASTROOM_HTTPPORT, LASTROOM_HTTP_PORT",
        "LASTROOM_ENGINE_WAITLIST_OWNERS_MAX, LASTROOM_ENGINE_WAITLIST_OWNER_MAX",
        "LASTROOM_CONFG, LASTROOM_CONFIG",
        "LASTROM_HTTP_PORT, LASTROOM_HTTP_PORT",
        "LAST_ROOM_DB_URL, LASTROOM_DB_URL"
    })
    void anUnknownVariableIsNamedWithTheNearest(String wrong, String right) {
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of(wrong, "80", "PATH", "/bin")))
                .isInstanceOf(SettingException.class)
                .hasMessage(wrong + " in the environment is not a setting: did you mean " + right + "?");
    }

    /** The hashes of keys were once a setting. A start that still has it must not be open to everyone. */
    @Test
    void keysInASettingAreRefusedWithAdvice() throws IOException {
        Path file = file("http.apiKeys=desk:agent:" + "0".repeat(64));
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("http.apiKeys in " + file + " no longer exists: API keys are now in the file")
                .hasMessageContaining("lastroom keys create");
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of("LASTROOM_HTTP_API_KEYS", "")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("lastroom keys create");
    }

    @Test
    void aVariableLikeNoOtherIsNamedWithTheCommandThatListsThem() {
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, null, Map.of("LASTROOM_COLOURS_OF_THE_ROOMS", "80")))
                .isInstanceOf(SettingException.class)
                .hasMessage("LASTROOM_COLOURS_OF_THE_ROOMS in the environment is not a setting:"
                        + " list all settings with lastroom serve --settings");
    }

    /** Every declaration is a row, and every row comes from a declaration. */
    @Test
    void theQuickReferenceHasTheTableOfDeclaredSettings() throws IOException {
        String head = "| setting | variable | default | range | meaning |\n|---|---|---|---|---|\n";
        String rows = all().map(SettingsTest::row).collect(Collectors.joining());
        Path made = Files.writeString(Path.of("target/settings.md"), head + rows);

        // This keeps the whole page out of the error.
        assertThat(Files.readString(Path.of("../docs/reference/quick-reference.md"))
                        .contains("\n\n" + head + rows + "\n"))
                .as("the table of settings must equal " + made.toAbsolutePath())
                .isTrue();
    }

    private static String row(Setting<?> setting) {
        String flag = setting.flag() == null ? "" : " (`" + setting.flag() + "`)";
        String standard = setting.standardText().isEmpty() ? "none" : "`" + setting.standardText() + "`";
        return "| `%s`%s | `%s` | %s | %s | %s |\n"
                .formatted(setting.name(), flag, setting.variable(), standard, setting.range(), setting.description());
    }

    @Test
    void aSchemaOfAFileIsRefused() {
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_DB_SCHEMA", "lastroom"));

        assertThatThrownBy(() -> Stores.open(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("db.schema is for PostgreSQL");
    }

    @Test
    void theEnvironmentCanNameTheFile() throws IOException {
        Path file = file("http.port=4321");
        Settings settings = Settings.load(NO_FLAGS, null, Map.of("LASTROOM_CONFIG", file.toString()));

        assertThat(settings.http().port()).isEqualTo(4321);
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none.properties");
        assertThatThrownBy(() -> Settings.load(NO_FLAGS, file, NO_ENVIRONMENT))
                .isInstanceOf(SettingException.class)
                .hasMessage("The configuration file " + file + " does not exist");
    }

    @Test
    void aDescribedDatabaseUrlHasNoPassword() {
        assertThat(Stores.describe("jdbc:postgresql://ann:pw@db:5432/hotel?user=ann&password=pw"))
                .isEqualTo("jdbc:postgresql://db:5432/hotel");
        assertThat(Stores.describe("jdbc:sqlite:data/lastroom.db")).isEqualTo("jdbc:sqlite:data/lastroom.db");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("lastroom.properties"), List.of(lines));
    }
}

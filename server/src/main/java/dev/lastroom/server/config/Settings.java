package dev.lastroom.server.config;

import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a process. A flag overrides an environment variable, which overrides the configuration file, which
 * overrides the default. Immutable and thread-safe.
 */
public final class Settings {

    /** All settings. */
    public static final List<Setting<?>> ALL = Stream.of(
                    HttpSection.HTTP,
                    DatabaseSection.DB,
                    EngineSection.ENGINE,
                    EngineSection.SEARCH,
                    CoordinationSection.COORDINATION,
                    HttpSection.WEBHOOKS)
            .flatMap(section -> section.settings().stream())
            .toList();

    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /**
     * Loads the settings.
     *
     * @param flags the given flags, such as {@code --port}
     * @param file the configuration file; null for none, unless the environment names one
     * @param environment all environment variables of the process
     * @throws SettingException naming the setting that is unknown or wrong
     */
    public static Settings load(Map<String, String> flags, @Nullable Path file, Map<String, String> environment) {
        Sources sources = Sources.of(flags, file, environment);
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : ALL) {
            Sources.GivenValue written = sources.find(setting);
            values.put(setting, setting.read(written.text(), written.source()));
        }
        return new Settings(values);
    }

    /**
     * Returns how the service listens.
     *
     * @throws SettingException if there is a private key without a certificate
     */
    public HttpSettings http() {
        return HttpSection.http(this);
    }

    /**
     * Returns whether webhooks may point to internal addresses. By default, only a service on loopback allows it,
     * because only this machine reaches it.
     */
    public boolean webhooksAllowPrivate() {
        return get(HttpSection.WEBHOOKS_ALLOW_PRIVATE).orElseGet(() -> isLoopback(get(HttpSection.HOST)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // The error comes when something starts to listen there.
            return false;
        }
    }

    /** Returns the file of API keys, which need not exist. */
    public KeyFile keyFile() {
        return new KeyFile(get(HttpSection.KEY_FILE), get(DatabaseSection.LOCK_WAIT));
    }

    /**
     * Returns the keys that may use the service.
     *
     * @throws SettingException if the key file is malformed, or was named and does not exist
     */
    public Keyring keyring() {
        KeyFile file = keyFile();
        if (!file.exists() && !file.path().equals(HttpSection.KEY_FILE.standard())) {
            throw new SettingException(
                    "The key file " + file.path() + " does not exist: create it with lastroom keys create");
        }
        try {
            return Keyring.of(file);
        } catch (IllegalArgumentException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new SettingException("The key file " + file.path() + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Returns the limits of the engine.
     *
     * @throws SettingException if the longest allowed clock skew is shorter than the skew that is logged
     */
    public EngineSettings engine() {
        return EngineSection.engine(this);
    }

    /** Returns when the breaker opens, and for how long. */
    public BreakerSettings breaker() {
        return new BreakerSettings(get(DatabaseSection.BREAKER_FAILURES), get(DatabaseSection.BREAKER_PAUSE));
    }

    /** Returns what keeps the leases of hot room types; the URL of a Redis may hold a password. */
    String leases() {
        return get(CoordinationSection.LEASES);
    }

    /** Returns the beginning of the keys of leases on Redis. */
    String leasePrefix() {
        return get(CoordinationSection.PREFIX);
    }

    /** Returns the URL of the database, which may hold a password. */
    public String db() {
        return get(DatabaseSection.URL);
    }

    /** Returns the schema of the database, if one is named. */
    Optional<String> schema() {
        return get(DatabaseSection.SCHEMA);
    }

    Duration lockWait() {
        return get(DatabaseSection.LOCK_WAIT);
    }

    Duration transactionLimit() {
        return get(DatabaseSection.TRANSACTION_LIMIT);
    }

    /** Returns the limits of reads. */
    public ReadSettings reads() {
        return new ReadSettings(
                get(DatabaseSection.READ_THREADS),
                get(DatabaseSection.READ_QUEUE_MAX),
                get(DatabaseSection.READ_DEADLINE));
    }

    boolean optimistic() {
        return get(DatabaseSection.OPTIMISTIC);
    }

    // The table gives every setting a value of its own type.
    @SuppressWarnings("unchecked")
    <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting));
    }
}

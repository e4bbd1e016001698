package dev.lastroom.server.access;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys that the service knows: those of the key file. A change of the file takes effect within
 * {@link #LOOK_EVERY}. A service that once asked for keys keeps asking while it runs, even if the file is deleted.
 * Thread-safe.
 */
public final class Keyring {

    /** How often the file is checked while requests come in. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

    /** Compared in place of an unknown key, so that its absence takes just as long. Nobody has its secret. */
    private static final StoredKey DECOY = StoredKey.issue("nobody", Role.READER, Instant.EPOCH, new SecureRandom())
            .stored();

    private final @Nullable KeyFile file;
    private final LongSupplier nanoTime;
    private final AtomicLong nextLook;
    private volatile Loaded loaded;

    /** The contents of the file. The stamp is taken before reading, so that no change is missed. */
    private record Loaded(KeyFile.@Nullable Stamp stamp, boolean asked, Map<String, StoredKey> byId) {}

    private Keyring(@Nullable KeyFile file, Loaded loaded, LongSupplier nanoTime) {
        this.file = file;
        this.loaded = loaded;
        this.nanoTime = nanoTime;
        this.nextLook = new AtomicLong(nanoTime.getAsLong() + LOOK_EVERY.toNanos());
    }

    /** Returns a keyring without keys: every caller may do everything. */
    public static Keyring open() {
        return new Keyring(null, new Loaded(null, false, Map.of()), System::nanoTime);
    }

    /** Returns a keyring of these keys, which never change. */
    public static Keyring of(List<StoredKey> keys) {
        return new Keyring(null, new Loaded(null, true, byId(keys)), System::nanoTime);
    }

    /**
     * Returns a keyring of the keys in a file, which need not exist yet.
     *
     * @throws IllegalArgumentException naming the line of the file that is malformed
     * @throws UncheckedIOException if the file exists but cannot be read
     */
    public static Keyring of(KeyFile file) {
        return of(file, System::nanoTime);
    }

    public static Keyring of(KeyFile file, LongSupplier nanoTime) {
        return new Keyring(file, load(file, false), nanoTime);
    }

    /** Returns whether everyone may do everything, because there are no keys and never was a file of them. */
    public boolean isOpen() {
        return !current().asked;
    }

    /** Finds the identity behind a key. Takes the same time whether or not a key with its id exists. */
    public Optional<Identity> find(String secret) {
        if (StoredKey.isKey(secret)) {
            StoredKey stored = current().byId.getOrDefault(StoredKey.idIn(secret), DECOY);
            if (stored.matches(secret)) {
                return Optional.of(new Identity(stored.owner(), stored.role(), stored.id()));
            }
        }
        return Optional.empty();
    }

    private Loaded current() {
        long now = nanoTime.getAsLong();
        long due = nextLook.get();
        if (file != null && now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_EVERY.toNanos())) {
            look(file);
        }
        return loaded;
    }

    private void look(KeyFile keys) {
        Loaded before = loaded;
        try {
            KeyFile.Stamp stamp = keys.stamp();
            if (stamp == null ? before.stamp != null : !stamp.equals(before.stamp)) {
                loaded = load(keys, before.asked);
                LOG.info("read {} API keys", loaded.byId.size());
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Shutting everyone out over a typo would be worse. The log repeats the line until it is fixed.
            LOG.error("Keeping the current API keys: {}", e.getMessage());
        }
    }

    private static Loaded load(KeyFile keys, boolean askedBefore) {
        KeyFile.Stamp stamp = keys.stamp();
        return new Loaded(stamp, askedBefore || stamp != null, byId(keys.read()));
    }

    private static Map<String, StoredKey> byId(List<StoredKey> keys) {
        return keys.stream().collect(Collectors.toMap(StoredKey::id, key -> key));
    }
}

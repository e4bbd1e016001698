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
 * The API keys that the service knows: those of the key file. A change of the file counts within
 * {@link #LOOK_EVERY}. A service that asked for keys once never stops asking while it runs, even if the file is deleted.
 * Thread-safe.
 */
public final class Keyring {

    /** How often the file is looked at, while requests come in. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

    /** Compared in the place of a key that is not there, so that its absence takes as long; nobody has its secret. */
    private static final StoredKey DECOY = StoredKey.issue("nobody", Role.READER, Instant.EPOCH, new SecureRandom())
            .stored();

    private final @Nullable KeyFile file;
    private final LongSupplier nanoTime;
    private final AtomicLong nextLook;
    private volatile Loaded loaded;

    /** What was in the file. The stamp is taken before reading, so that no change is missed. */
    private record Loaded(KeyFile.@Nullable Stamp stamp, boolean asked, Map<String, StoredKey> byId) {}

    private Keyring(@Nullable KeyFile file, Loaded loaded, LongSupplier nanoTime) {
        this.file = file;
        this.loaded = loaded;
        this.nanoTime = nanoTime;
        this.nextLook = new AtomicLong(nanoTime.getAsLong() + LOOK_EVERY.toNanos());
    }

    /** No keys: every caller may do everything. */
    public static Keyring open() {
        return new Keyring(null, new Loaded(null, false, Map.of()), System::nanoTime);
    }

    /** These keys, which never change. */
    public static Keyring of(List<StoredKey> keys) {
        return new Keyring(null, new Loaded(null, true, byId(keys)), System::nanoTime);
    }

    /**
     * The keys of a file, which need not be there yet.
     *
     * @throws IllegalArgumentException naming the line of the file that is malformed
     * @throws UncheckedIOException if the file is there and cannot be read
     */
    public static Keyring of(KeyFile file) {
        return of(file, System::nanoTime);
    }

    public static Keyring of(KeyFile file, LongSupplier nanoTime) {
        return new Keyring(file, load(file, false), nanoTime);
    }

    /** Whether everyone may do everything, since there are no keys and never was a file for them. */
    public boolean isOpen() {
        return !current().asked;
    }

    /** Whose key this is. Takes the same time whether there is a key of its id or not. */
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
            // Shutting everybody out for a slip of the pen would be worse; the line is in the log until it is mended.
            LOG.error("The API keys stay as they were: {}", e.getMessage());
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

package dev.lastroom.server.http;

import dev.lastroom.engine.booking.Caller;
import dev.lastroom.engine.inventory.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The API keys of the settings; {@link KeyFile} has those that the service makes itself. Only hashes are kept. They have
 * no salt, so that a shell can make them: keys must be long random strings, which nobody finds by trying. Immutable and
 * thread-safe.
 */
public final class ApiKeys {

    private static final ApiKeys NONE = new ApiKeys(List.of());
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final List<Entry> entries;

    /**
     * Who a request comes from.
     *
     * @param key names the key that it carried, and is no secret
     */
    record Identity(String owner, Role role, String key) {

        /** Everybody, where no keys are configured: the service then listens on loopback only. */
        static final Identity EVERYBODY = new Identity(Caller.NO_OWNER, Role.ADMIN, "");

        /** Whoever sends no key. */
        static final Identity NOBODY = new Identity(Caller.NO_OWNER, Role.READER, "");

        /** Whoever sends a key that is not known. */
        static final Identity UNKNOWN = new Identity(Caller.NO_OWNER, Role.READER, "?");

        /** Whether it is that of a valid key. */
        boolean hasKey() {
            return !key.isEmpty() && !equals(UNKNOWN);
        }
    }

    private record Entry(Identity identity, String hash) {}

    private ApiKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** No keys: everyone may do everything. */
    public static ApiKeys none() {
        return NONE;
    }

    /**
     * Reads keys, each as {@code owner:role:hash}, where the owner has the form of an id, the role is {@code reader},
     * {@code agent} or {@code admin}, and the hash is what {@link #hash} gives. An owner may have several keys.
     *
     * @throws IllegalArgumentException naming the entry, by its place and never by its content, that is malformed
     */
    public static ApiKeys parse(List<String> entries) {
        List<Entry> parsed = new ArrayList<>();
        Set<String> hashes = new HashSet<>();
        for (String entry : entries) {
            // The content may be a key that was put here by mistake, and errors end in logs.
            String name = "API key " + (parsed.size() + 1);
            String[] part = entry.split(":", -1);
            if (part.length != 3) {
                throw new IllegalArgumentException(name + " must be owner:role:sha256hex");
            }
            if (!HASH.matcher(part[2]).matches()) {
                throw new IllegalArgumentException(name + ": the hash must be 64 lower-case hex digits");
            }
            if (!hashes.add(part[2])) {
                throw new IllegalArgumentException(name + ": the same key is listed twice");
            }
            parsed.add(new Entry(identity(name, part[0], part[1]), part[2]));
        }
        return new ApiKeys(parsed);
    }

    private static Identity identity(String name, String owner, String role) {
        try {
            Ids.check(owner);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": the owner " + e.getMessage(), e);
        }
        try {
            return new Identity(owner, Role.parse(role), name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": the role " + e.getMessage(), e);
        }
    }

    /** Whether there are no keys. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The hash of a key, as 64 lower-case hex digits. */
    public static String hash(String key) {
        return HexFormat.of().formatHex(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whose key this is. Takes the same time whichever key it is, and if it is none. */
    Optional<Identity> find(String key) {
        String hash = hash(key);
        Optional<Identity> found = Optional.empty();
        for (Entry entry : entries) {
            if (isSame(entry.hash, hash)) {
                found = Optional.of(entry.identity);
            }
        }
        return found;
    }

    /** Compares two hashes, in the same time wherever they differ. */
    static boolean isSame(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}

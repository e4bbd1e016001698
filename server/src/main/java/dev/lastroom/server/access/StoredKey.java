package dev.lastroom.server.access;

import dev.lastroom.engine.inventory.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An API key as it is stored: its id and a salted hash, from which nobody can find the key. A key is 256 random bits,
 * so one round of SHA-256 is enough: an attacker can only try them all. Immutable and thread-safe.
 *
 * @param id names the key, and is part of it: 12 lower-case hex digits
 * @param owner the owner, in the form of an id
 * @param role the rights of the key
 * @param createdAt when it was made
 * @param salt 32 lower-case hex digits
 * @param hash SHA-256 over the salt's bytes and the key, as 64 lower-case hex digits
 */
public record StoredKey(String id, String owner, Role role, Instant createdAt, String salt, String hash) {

    /** The beginning of every key, by which people and scanners for leaked secrets recognize one. */
    public static final String PREFIX = "lr_";

    private static final HexFormat HEX = HexFormat.of();
    private static final int ID_BYTES = 6;
    private static final int SALT_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final Pattern KEY = Pattern.compile(PREFIX + "[0-9a-f]{12}_[0-9a-f]{64}");

    /** @throws IllegalArgumentException saying which part is malformed, without its value */
    public StoredKey {
        checkHex("id", id, ID_BYTES);
        try {
            Ids.check(owner);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the owner " + e.getMessage(), e);
        }
        checkHex("salt", salt, SALT_BYTES);
        checkHex("hash", hash, SECRET_BYTES);
    }

    private static void checkHex(String name, String text, int bytes) {
        if (!text.matches("[0-9a-f]{" + 2 * bytes + "}")) {
            throw new IllegalArgumentException("the " + name + " must be " + 2 * bytes + " lower-case hex digits");
        }
    }

    /**
     * A new key, and its secret, which is given to the owner and stored nowhere.
     *
     * @param secret what callers send
     */
    public record Issued(StoredKey stored, String secret) {

        /** Shows the key without the secret. */
        @Override
        public String toString() {
            return stored.id;
        }
    }

    /**
     * Makes a key.
     *
     * @param random must not be predictable
     * @throws IllegalArgumentException if the owner does not have the form of an id
     */
    static Issued issue(String owner, Role role, Instant now, RandomGenerator random) {
        String id = hex(random, ID_BYTES);
        String secret = PREFIX + id + "_" + hex(random, SECRET_BYTES);
        return new Issued(of(secret, owner, role, now, hex(random, SALT_BYTES)), secret);
    }

    /** Returns what is stored of a key. */
    public static StoredKey of(String secret, String owner, Role role, Instant now, String salt) {
        return new StoredKey(idIn(secret), owner, role, now, salt, hash(salt, secret));
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HEX.formatHex(made);
    }

    private static String hash(String salt, String secret) {
        MessageDigest digest = sha256();
        digest.update(HEX.parseHex(salt));
        return HEX.formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns whether {@code secret} has the form of a key. */
    static boolean isKey(String secret) {
        return KEY.matcher(secret).matches();
    }

    /** Returns the id of the key that {@code secret} claims to be. */
    static String idIn(String secret) {
        return secret.substring(PREFIX.length(), PREFIX.length() + 2 * ID_BYTES);
    }

    /** Returns whether {@code secret} is this key. Takes the same time wherever they differ. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), hash(salt, secret).getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the key as a line of a file. */
    public String line() {
        return String.join(" ", id, owner, role.toString(), createdAt.toString(), salt, hash);
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws IllegalArgumentException saying what is malformed, without its value
     */
    public static StoredKey parse(String line) {
        String[] part = line.strip().split(" +", -1);
        if (part.length != 6) {
            throw new IllegalArgumentException("must have the form: id owner role created salt hash");
        }
        try {
            return new StoredKey(part[0], part[1], Role.parse(part[2]), Instant.parse(part[3]), part[4], part[5]);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the time must have the form 2027-01-31T12:00:00Z", e);
        }
    }
}

package dev.lastroom.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.access.StoredKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** API keys whose secrets follow from short names, so that a test can say "the key of the desk". */
public final class TestKeys {

    private static final String SALT = "0123456789abcdef".repeat(2);

    private TestKeys() {}

    /** Returns the secret of the key of this name. */
    public static String secret(String name) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
            return StoredKey.PREFIX + hash.substring(0, 12) + "_" + hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the keys, each given as {@code owner:role:name}. */
    public static Keyring ring(List<String> keys) {
        return Keyring.of(keys.stream()
                .map(key -> key.split(":", -1))
                .map(part -> StoredKey.of(secret(part[2]), part[0], Role.parse(part[1]), Instant.EPOCH, SALT))
                .toList());
    }
}

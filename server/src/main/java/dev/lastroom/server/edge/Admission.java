package dev.lastroom.server.edge;

import dev.lastroom.server.access.Identity;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.RateLimit;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.http.Headers;
import dev.lastroom.server.http.ProblemException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the caller of a request, and refuses it if that caller sends too much. A request with a valid key counts
 * for its key, so that nobody else can use up the owner's limit. Every other request counts for its address.
 * Thread-safe.
 *
 * <p>A valid key is admitted whatever else its address sends: all clients of a proxy share one address, and none of
 * them may shut out the others.
 */
public final class Admission {

    private static final String BEARER = "Bearer ";

    /** Load balancers request these paths, and must never be refused for asking too often. */
    private static final Set<String> FREE_PATHS = Set.of("/healthz", "/readyz");

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Each takes about 100 bytes. */
    private static final int KEYS_MAX = 100_000;

    /** As many as can open a connection at one moment. */
    private static final int NETWORKS_MAX = 10_000;

    private final Keyring keys;
    private final RateLimit<String> ofKey;
    private final RateLimit<Network> withoutKey;
    private final RateLimit<Network> wrongKeys;
    private final RateLimit<String> changes;

    /** @param nanoTime the time, as {@link System#nanoTime()} */
    public Admission(Keyring keys, Rates rates, LongSupplier nanoTime) {
        this.keys = keys;
        this.ofKey = new RateLimit<>(
                "http.requestsPerSecondMax",
                "This API key sends too many requests",
                rates.requestsPerSecondMax(),
                SECOND,
                KEYS_MAX,
                nanoTime);
        this.withoutKey = new RateLimit<>(
                "http.withoutKeyPerSecondMax",
                "This address sends too many requests without an API key",
                rates.withoutKeyPerSecondMax(),
                SECOND,
                NETWORKS_MAX,
                nanoTime);
        this.wrongKeys = new RateLimit<>(
                "http.wrongKeysPerSecondMax",
                "This address sends too many unknown API keys",
                rates.wrongKeysPerSecondMax(),
                SECOND,
                NETWORKS_MAX,
                nanoTime);
        this.changes = new RateLimit<>(
                "http.changesPerDayOwnerMax",
                "This owner's API keys have sent too many changes",
                rates.changesPerDayOwnerMax(),
                Duration.ofDays(1),
                KEYS_MAX,
                nanoTime);
    }

    /**
     * Identifies the caller of a request.
     *
     * @throws ProblemException if that caller sends too much
     */
    Identity admit(String path, Headers headers, InetAddress remote) {
        if (FREE_PATHS.contains(path)) {
            return Identity.NOBODY;
        }
        if (keys.isOpen()) {
            return Identity.EVERYBODY;
        }
        String secret = bearer(headers);
        if (secret == null) {
            withoutKey.take(Network.of(remote));
            return Identity.NOBODY;
        }
        Optional<Identity> found = keys.find(secret);
        if (found.isEmpty()) {
            wrongKeys.take(Network.of(remote));
            return Identity.UNKNOWN;
        }
        ofKey.take(found.get().key());
        return found.get();
    }

    /**
     * Counts changes that {@code sender} is about to make. They are limited because each leaves something in the
     * database for good.
     *
     * @throws ProblemException if its owner has made too many; then none is counted
     */
    public void change(Identity sender, int count) {
        if (sender.hasKey()) {
            changes.take(sender.owner(), count);
        }
    }

    private static @Nullable String bearer(Headers headers) {
        List<String> values = headers.all("Authorization");
        return values.size() == 1 && values.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? values.getFirst().substring(BEARER.length()).strip()
                : null;
    }
}

package dev.lastroom.server.edge;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much the service lets in at a time, overall and from one address. Immutable and thread-safe.
 *
 * @param connectionsMax the most connections, 0-100,000; 0 means as many as file descriptors and heap allow, up to
 *     8,000
 * @param connectionsPerAddressMax the most connections from one address, 0-100,000; 0 means half of all
 * @param requestsInFlightOwnerMax the most requests in flight for the API keys of one owner, 0-100,000; 0 means half of
 *     all connections, up to 500
 * @param requestsInFlightKeyMax the most requests in flight for one API key, 0-100,000; 0 means a quarter of all
 *     connections, up to 250
 * @param writeTimeout how long a client may take for 128 KiB of an answer before its connection is cut, 1 s to 1 h
 * @param mebibytesInFlightMax the most memory for requests and answers in flight, in MiB, 0-100,000; 0 means a quarter
 *     of the heap
 * @param proxies the proxies in front of the service
 */
public record EdgeSettings(
        int connectionsMax,
        int connectionsPerAddressMax,
        int requestsInFlightOwnerMax,
        int requestsInFlightKeyMax,
        Duration writeTimeout,
        int mebibytesInFlightMax,
        Proxies proxies) {

    /** The upper limit of each number. */
    public static final int NUMBER_MAX = 100_000;

    /** The defaults; each 0 is replaced by a value that follows from the process. */
    public static final EdgeSettings DEFAULT = new Draft().settings();

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public EdgeSettings {
        checkNumber("connectionsMax", connectionsMax);
        checkNumber("connectionsPerAddressMax", connectionsPerAddressMax);
        checkNumber("requestsInFlightOwnerMax", requestsInFlightOwnerMax);
        checkNumber("requestsInFlightKeyMax", requestsInFlightKeyMax);
        checkNumber("mebibytesInFlightMax", mebibytesInFlightMax);
        if (writeTimeout.compareTo(Duration.ofSeconds(1)) < 0 || writeTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("writeTimeout must be 1 s to 1 h, not " + writeTimeout);
        }
    }

    private static void checkNumber(String name, int number) {
        if (number < 0 || number > NUMBER_MAX) {
            throw new IllegalArgumentException(name + " must be 0 to " + NUMBER_MAX + ", not " + number);
        }
    }

    /** A mutable draft of settings, which starts with the defaults. Not thread-safe. */
    public static final class Draft {
        public int connectionsMax = 0;
        public int connectionsPerAddressMax = 0;
        public int requestsInFlightOwnerMax = 0;
        public int requestsInFlightKeyMax = 0;
        public Duration writeTimeout = Duration.ofSeconds(30);
        public int mebibytesInFlightMax = 0;
        public Proxies proxies = Proxies.NONE;

        private Draft() {}

        private Draft(EdgeSettings from) {
            connectionsMax = from.connectionsMax;
            connectionsPerAddressMax = from.connectionsPerAddressMax;
            requestsInFlightOwnerMax = from.requestsInFlightOwnerMax;
            requestsInFlightKeyMax = from.requestsInFlightKeyMax;
            writeTimeout = from.writeTimeout;
            mebibytesInFlightMax = from.mebibytesInFlightMax;
            proxies = from.proxies;
        }

        private EdgeSettings settings() {
            return new EdgeSettings(
                    connectionsMax,
                    connectionsPerAddressMax,
                    requestsInFlightOwnerMax,
                    requestsInFlightKeyMax,
                    writeTimeout,
                    mebibytesInFlightMax,
                    proxies);
        }
    }

    /**
     * Returns these settings with what {@code change} sets.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public EdgeSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Returns these settings with other limits of connections. */
    public EdgeSettings withConnections(int max, int perAddressMax) {
        return with(it -> {
            it.connectionsMax = max;
            it.connectionsPerAddressMax = perAddressMax;
        });
    }

    /** Returns these settings with other limits of requests in flight. */
    public EdgeSettings withRequestsInFlight(int ownerMax, int keyMax) {
        return with(it -> {
            it.requestsInFlightOwnerMax = ownerMax;
            it.requestsInFlightKeyMax = keyMax;
        });
    }

    /** Returns these settings with another write timeout. */
    public EdgeSettings withWriteTimeout(Duration writeTimeout) {
        return with(it -> it.writeTimeout = writeTimeout);
    }

    /** Returns these settings with another limit of memory. */
    public EdgeSettings withMebibytesInFlightMax(int mebibytesInFlightMax) {
        return with(it -> it.mebibytesInFlightMax = mebibytesInFlightMax);
    }
}

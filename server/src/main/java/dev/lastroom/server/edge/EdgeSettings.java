package dev.lastroom.server.edge;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much the service lets in at a time, from all and from one address. Immutable and thread-safe.
 *
 * @param connectionsMax the most connections, 0-100,000; 0 means as many as file descriptors and heap allow, 8,000 at most
 * @param connectionsPerAddressMax the most connections from one address, 0-100,000; 0 means half of all
 * @param requestsInFlightOwnerMax the most requests that are being answered for the API keys of one owner, 0-100,000; 0 means
 *     half of all connections, 500 at most
 * @param requestsInFlightKeyMax the same for one API key; 0 means a quarter of all connections, 250 at most
 * @param writeTimeout how long a client may take for 128 KiB of an answer before its connection is cut, 1 s to 1 h
 * @param mebibytesInFlightMax the most memory for requests and answers in flight, in MiB, 0-100,000; 0 means a quarter of
 *     the heap
 */
public record EdgeSettings(
        int connectionsMax,
        int connectionsPerAddressMax,
        int requestsInFlightOwnerMax,
        int requestsInFlightKeyMax,
        Duration writeTimeout,
        int mebibytesInFlightMax) {

    /** The most that each of the numbers can be. */
    public static final int NUMBER_MAX = 100_000;

    /** What is 0 here follows from the process. */
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

    /** Settings that are being put together; it begins with the defaults. Not thread-safe. */
    public static final class Draft {
        public int connectionsMax = 0;
        public int connectionsPerAddressMax = 0;
        public int requestsInFlightOwnerMax = 0;
        public int requestsInFlightKeyMax = 0;
        public Duration writeTimeout = Duration.ofSeconds(30);
        public int mebibytesInFlightMax = 0;

        private Draft() {}

        private Draft(EdgeSettings from) {
            connectionsMax = from.connectionsMax;
            connectionsPerAddressMax = from.connectionsPerAddressMax;
            requestsInFlightOwnerMax = from.requestsInFlightOwnerMax;
            requestsInFlightKeyMax = from.requestsInFlightKeyMax;
            writeTimeout = from.writeTimeout;
            mebibytesInFlightMax = from.mebibytesInFlightMax;
        }

        private EdgeSettings settings() {
            return new EdgeSettings(
                    connectionsMax,
                    connectionsPerAddressMax,
                    requestsInFlightOwnerMax,
                    requestsInFlightKeyMax,
                    writeTimeout,
                    mebibytesInFlightMax);
        }
    }

    /**
     * The same settings, except for those that {@code change} sets.
     *
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public EdgeSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same with other bounds of connections. */
    public EdgeSettings withConnections(int max, int perAddressMax) {
        return with(it -> {
            it.connectionsMax = max;
            it.connectionsPerAddressMax = perAddressMax;
        });
    }

    /** The same with other bounds of requests in flight. */
    public EdgeSettings withRequestsInFlight(int ownerMax, int keyMax) {
        return with(it -> {
            it.requestsInFlightOwnerMax = ownerMax;
            it.requestsInFlightKeyMax = keyMax;
        });
    }

    /** The same with another time to write. */
    public EdgeSettings withWriteTimeout(Duration writeTimeout) {
        return with(it -> it.writeTimeout = writeTimeout);
    }

    /** The same with another bound of memory. */
    public EdgeSettings withMebibytesInFlightMax(int mebibytesInFlightMax) {
        return with(it -> it.mebibytesInFlightMax = mebibytesInFlightMax);
    }
}

package dev.lastroom.server.http;

import java.time.Duration;

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
    public static final EdgeSettings DEFAULT = new EdgeSettings(0, 0, 0, 0, Duration.ofSeconds(30), 0);

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

    /** The same with other bounds of connections. */
    public EdgeSettings withConnections(int max, int perAddressMax) {
        return new EdgeSettings(
                max,
                perAddressMax,
                requestsInFlightOwnerMax,
                requestsInFlightKeyMax,
                writeTimeout,
                mebibytesInFlightMax);
    }

    /** The same with other bounds of requests in flight. */
    public EdgeSettings withRequestsInFlight(int ownerMax, int keyMax) {
        return new EdgeSettings(
                connectionsMax, connectionsPerAddressMax, ownerMax, keyMax, writeTimeout, mebibytesInFlightMax);
    }

    /** The same with another time to write. */
    public EdgeSettings withWriteTimeout(Duration newWriteTimeout) {
        return new EdgeSettings(
                connectionsMax,
                connectionsPerAddressMax,
                requestsInFlightOwnerMax,
                requestsInFlightKeyMax,
                newWriteTimeout,
                mebibytesInFlightMax);
    }

    /** The same with another bound of memory. */
    public EdgeSettings withMebibytesInFlightMax(int newMebibytesInFlightMax) {
        return new EdgeSettings(
                connectionsMax,
                connectionsPerAddressMax,
                requestsInFlightOwnerMax,
                requestsInFlightKeyMax,
                writeTimeout,
                newMebibytesInFlightMax);
    }
}

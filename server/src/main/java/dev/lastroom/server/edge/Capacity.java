package dev.lastroom.server.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The load that this process can carry, computed once when it starts to listen. A limit that is not set follows from
 * the file descriptors and the heap. A limit that is set but does not fit is refused. Immutable and thread-safe.
 *
 * @param connections the most connections
 * @param connectionsPerAddress the most connections from one address
 * @param requestsOfOwner the most requests in flight of one owner's API keys
 * @param requestsOfKey the most requests in flight of one API key
 * @param bytesInFlight the most memory for requests in flight; answers to reads get as much again
 * @param heapBytes the heap that the process may use
 * @param descriptors the file descriptors that it may have; 0 if the system does not say
 */
public record Capacity(
        int connections,
        int connectionsPerAddress,
        int requestsOfOwner,
        int requestsOfKey,
        long bytesInFlight,
        long heapBytes,
        long descriptors) {

    /** The most connections if nothing is set. */
    static final int CONNECTIONS_DEFAULT_MAX = 8_000;

    /** The service does not start with fewer connections than this. */
    static final int CONNECTIONS_MIN = 16;

    /** The service warns at start if it has fewer connections than this. */
    public static final int CONNECTIONS_FEW = 500;

    /**
     * The most requests in flight of one owner if nothing is set. 1,000 reads may wait, so two owners have their place
     * among them.
     */
    static final int REQUESTS_OF_OWNER_DEFAULT_MAX = 500;

    /** File descriptors kept for the store, the webhooks and the rest of the process. */
    static final int DESCRIPTORS_RESERVED = 192;

    /** Heap for an idle connection with its thread and its buffers, estimated generously. */
    static final int CONNECTION_HEAP_BYTES = 64 * 1024;

    private static final long MEBIBYTE = 1024 * 1024;

    /** The resources of the process. */
    public record Means(long heapBytes, long descriptorsMax, long descriptorsOpen) {

        /**
         * Reads the resources as they are now. If the system does not say how many descriptors there are, they set no
         * limit.
         */
        public static Means now() {
            long heap = Runtime.getRuntime().maxMemory();
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? new Means(heap, system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount())
                    : new Means(heap, 0, 0);
        }

        private long connectionsByDescriptors() {
            return descriptorsMax == 0 ? Long.MAX_VALUE : descriptorsMax - descriptorsOpen - DESCRIPTORS_RESERVED;
        }
    }

    /**
     * Computes the capacity.
     *
     * @throws IllegalArgumentException naming what is too small, or the setting that is too large
     */
    public static Capacity of(EdgeSettings settings, Means means) {
        int connections = connections(settings, means);
        int half = Math.max(connections / 2, 1);
        int perAddress = settings.connectionsPerAddressMax() == 0 ? half : settings.connectionsPerAddressMax();
        if (perAddress > connections) {
            throw new IllegalArgumentException("http.connectionsPerAddressMax is " + perAddress
                    + ", but all connections together are " + connections);
        }
        int ofOwner = Math.min(half, REQUESTS_OF_OWNER_DEFAULT_MAX);
        return new Capacity(
                connections,
                perAddress,
                settings.requestsInFlightOwnerMax() == 0 ? ofOwner : settings.requestsInFlightOwnerMax(),
                settings.requestsInFlightKeyMax() == 0 ? Math.max(ofOwner / 2, 1) : settings.requestsInFlightKeyMax(),
                bytesInFlight(settings, means),
                means.heapBytes(),
                means.descriptorsMax());
    }

    private static int connections(EdgeSettings settings, Means means) {
        long byDescriptors = means.connectionsByDescriptors();
        if (byDescriptors < CONNECTIONS_MIN) {
            throw new IllegalArgumentException("the limit of open files (ulimit -n) is " + means.descriptorsMax()
                    + "; the service needs at least "
                    + (means.descriptorsOpen() + DESCRIPTORS_RESERVED + CONNECTIONS_MIN));
        }
        long byHeap = means.heapBytes() / CONNECTION_HEAP_BYTES;
        if (byHeap < CONNECTIONS_MIN) {
            throw new IllegalArgumentException("the heap (-Xmx) is too small: " + means.heapBytes() + " bytes");
        }
        long possible = Math.min(byDescriptors, byHeap);
        if (settings.connectionsMax() > possible) {
            throw new IllegalArgumentException("http.connectionsMax is " + settings.connectionsMax()
                    + ", but the process can have only " + possible + ": " + byDescriptors
                    + " by its limit of open files (ulimit -n), " + byHeap + " by its heap (-Xmx)");
        }
        return settings.connectionsMax() == 0
                ? (int) Math.min(possible, CONNECTIONS_DEFAULT_MAX)
                : settings.connectionsMax();
    }

    private static long bytesInFlight(EdgeSettings settings, Means means) {
        long all = settings.mebibytesInFlightMax() == 0
                ? means.heapBytes() / 4
                : settings.mebibytesInFlightMax() * MEBIBYTE;
        if (all > means.heapBytes() / 2) {
            throw new IllegalArgumentException("http.mebibytesInFlightMax is " + settings.mebibytesInFlightMax()
                    + ", which is more than half of the heap (-Xmx) of " + means.heapBytes() / MEBIBYTE + " MiB");
        }
        return all / 2;
    }
}

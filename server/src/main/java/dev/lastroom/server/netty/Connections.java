package dev.lastroom.server.netty;

import dev.lastroom.server.edge.Capacity;
import dev.lastroom.server.edge.Network;
import io.netty.channel.Channel;
import io.netty.channel.socket.ServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open connections. Limits how many there are and how many one address has, and cuts those whose clients make no
 * progress. Thread-safe.
 */
public final class Connections {

    private final Capacity capacity;
    private final Duration idleTimeout;
    private final Duration writeTimeout;
    private final Predicate<InetAddress> isProxy;
    private final Map<Network, Integer> ofNetwork = new ConcurrentHashMap<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private volatile @Nullable ServerSocketChannel listener;
    private volatile int count;

    /** @param isProxy whether an address is one of a proxy, which may have all connections */
    public Connections(Capacity capacity, Duration idleTimeout, Duration writeTimeout, Predicate<InetAddress> isProxy) {
        this.capacity = capacity;
        this.idleTimeout = idleTimeout;
        this.writeTimeout = writeTimeout;
        this.isProxy = isProxy;
    }

    static InetAddress remote(Channel channel) {
        return ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }

    void listensOn(ServerSocketChannel opened) {
        listener = opened;
    }

    /**
     * Enters an accepted connection, and returns whether its address may have it. Nothing more is accepted while there
     * are as many connections as there may be: the others wait in the system's queue.
     */
    boolean enter(Channel channel) {
        InetAddress remote = remote(channel);
        count(1);
        channel.closeFuture().addListener(_ -> count(-1));
        if (isProxy.test(remote)) {
            return true;
        }
        Network network = Network.of(remote);
        int ofThis = ofNetwork.merge(network, 1, Integer::sum);
        channel.closeFuture().addListener(_ -> ofNetwork.computeIfPresent(network, (_, of) -> of == 1 ? null : of - 1));
        if (ofThis > capacity.connectionsPerAddress()) {
            refused.increment();
            return false;
        }
        return true;
    }

    private synchronized void count(int more) {
        count += more;
        ServerSocketChannel listening = listener;
        if (listening != null) {
            listening.config().setAutoRead(count < capacity.connections());
        }
    }

    int ofAddressMax() {
        return capacity.connectionsPerAddress();
    }

    /** Watches a connection, or a stream of one, until it is closed. */
    Watch watch(Channel channel) {
        Watch watch = new Watch(channel, this, idleTimeout, writeTimeout);
        watches.add(watch);
        channel.closeFuture().addListener(_ -> watches.remove(watch));
        return watch;
    }

    /** Cuts overdue connections. */
    public void look() {
        watches.forEach(Watch::look);
    }

    void countCut() {
        cut.increment();
    }

    public int count() {
        return count;
    }

    public long refused() {
        return refused.sum();
    }

    public long cut() {
        return cut.sum();
    }
}

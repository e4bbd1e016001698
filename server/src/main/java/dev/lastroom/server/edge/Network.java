package dev.lastroom.server.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The source of a connection, as connections and requests are counted: an IPv4 address, or the /64 of an IPv6 address,
 * because the holder of one address there has the whole network. Immutable and thread-safe.
 *
 * @param isIpv6 whether {@code bits} are the first 64 of an IPv6 address
 * @param bits the address, or its network
 */
public record Network(boolean isIpv6, long bits) {

    /** Returns the network of one end of a connection. */
    public static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new Network(true, bytes.getLong())
                : new Network(false, bytes.getInt() & 0xffff_ffffL);
    }
}

package dev.lastroom.server.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Decides where webhooks may point. Only this class resolves hosts, anew for each connection, and the connection uses
 * the checked addresses. So a name cannot change its address after the check. Thread-safe.
 */
public final class WebhookAddresses implements DnsResolver {

    /** The name of the setting that allows internal addresses. */
    public static final String SETTING = "webhooks.allowPrivate";

    /**
     * How long a request to add a webhook waits for its host to be resolved. The host is checked again for each
     * connection.
     */
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);

    /** This network, this host, and all ranges that no public receiver has. */
    private static final List<Block> INTERNAL_IPV4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // between a provider and its customers
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local: clouds give away credentials there
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All addresses outside are internal: loopback, link-local, unique-local, multicast and IPv4 in IPv6. */
    private static final Block PUBLIC_IPV6 = Block.of("2000::/3");

    private static final List<Block> INTERNAL_IPV6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20");

    /** Routed to the IPv4 address that it contains, as 6to4 is. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private static final Block SIX_TO_FOUR = Block.of("2002::/16");

    private static final int IPV4_BYTES = 4;

    private final boolean allowInternal;
    private final Resolver resolver;

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The addresses with a common prefix of bits. */
    private static final class Block {

        private final byte[] address;
        private final int bits;

        private Block(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        static Block of(String text) {
            String[] parts = text.split("/", -1);
            return new Block(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((other[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Reports a host with an internal address where the settings do not allow it. */
    static final class InternalAddressException extends UnknownHostException {

        private InternalAddressException(String host, InetAddress address) {
            super("the address " + address.getHostAddress() + " of " + host + " is internal, and the setting " + SETTING
                    + " does not allow internal addresses");
        }
    }

    /** @param allowInternal whether a webhook may point to any address */
    public WebhookAddresses(boolean allowInternal) {
        this(allowInternal, InetAddress::getAllByName);
    }

    public WebhookAddresses(boolean allowInternal, Resolver resolver) {
        this.allowInternal = allowInternal;
        this.resolver = resolver;
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::of).toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        if (!allowInternal) {
            for (InetAddress address : addresses) {
                if (isInternal(address)) {
                    throw new InternalAddressException(host, address);
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /**
     * Checks the host of a new webhook. A host that cannot be resolved now passes, because it is checked when it can
     * be.
     *
     * @throws IllegalArgumentException if the host has an internal address, and that is not allowed
     */
    URI check(URI url) {
        if (allowInternal) {
            return url;
        }
        FutureTask<InetAddress[]> resolving = new FutureTask<>(() -> resolve(url.getHost()));
        Thread.startVirtualThread(resolving);
        try {
            InetAddress[] _ = resolving.get(CHECK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InternalAddressException internal) {
                throw new IllegalArgumentException("must be public: " + internal.getMessage(), internal);
            }
        } catch (TimeoutException e) {
            resolving.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return url;
    }

    static boolean isInternal(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES) {
            return INTERNAL_IPV4.stream().anyMatch(block -> block.contains(bytes));
        }
        if (NAT64.contains(bytes)) {
            return isInternalIpv4(bytes, bytes.length - IPV4_BYTES);
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return isInternalIpv4(bytes, 2);
        }
        return !PUBLIC_IPV6.contains(bytes) || INTERNAL_IPV6.stream().anyMatch(block -> block.contains(bytes));
    }

    private static boolean isInternalIpv4(byte[] bytes, int from) {
        byte[] held = Arrays.copyOfRange(bytes, from, from + IPV4_BYTES);
        return INTERNAL_IPV4.stream().anyMatch(block -> block.contains(held));
    }
}

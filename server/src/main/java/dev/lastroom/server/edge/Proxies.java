package dev.lastroom.server.edge;

import dev.lastroom.server.http.Headers;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of the service. Only what they say about the client's address counts: anyone else could name any
 * address. Immutable and thread-safe.
 *
 * @param networks the addresses of the proxies; empty for none
 * @param header the one header in which they name the client. A proxy that writes one passes the other on as it came.
 */
public record Proxies(List<Block> networks, Header header) {

    /** No proxy. */
    public static final Proxies NONE = new Proxies(List.of(), Header.X_FORWARDED_FOR);

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=(\"[^\"]*\"|[^;,\\s]*)");
    private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.*)](?::\\d+)?|([\\d.]+):\\d+");

    /** Reads an address in full. The JDK also takes {@code 10.1} for one. */
    private static InetAddress literal(String text) {
        if (!IPV4.matcher(text).matches() && text.indexOf(':') < 0) {
            throw new IllegalArgumentException("not an address");
        }
        return InetAddress.ofLiteral(text);
    }

    /** The headers that name the client of a proxy. */
    public enum Header {
        X_FORWARDED_FOR("X-Forwarded-For"),
        FORWARDED("Forwarded");

        private final String text;

        Header(String text) {
            this.text = text;
        }

        /**
         * Finds a header by its name.
         *
         * @throws IllegalArgumentException if proxies use no such header
         */
        public static Header parse(String name) {
            return Arrays.stream(values())
                    .filter(header -> header.text.equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be X-Forwarded-For or Forwarded"));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * An address, or all that begin with the same bits.
     *
     * @param address the first address
     * @param bits how many of its bits count
     */
    public record Block(InetAddress address, int bits) {

        /**
         * Reads an address such as {@code 10.0.0.1}, or a block such as {@code 10.0.0.0/8}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        static Block parse(String text) {
            int slash = text.indexOf('/');
            InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
            int all = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException("no such block");
            }
            return new Block(address, bits);
        }

        boolean contains(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] theirs = other.getAddress();
            return mine.length == theirs.length
                    && new BigInteger(1, mine).xor(new BigInteger(1, theirs)).bitLength()
                            <= mine.length * Byte.SIZE - bits;
        }

        @Override
        public String toString() {
            return address.getHostAddress() + "/" + bits;
        }
    }

    /**
     * Reads blocks that commas separate.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    public static List<Block> parse(String text) {
        List<Block> blocks = new ArrayList<>();
        for (String block : text.isBlank() ? new String[0] : text.split(",", -1)) {
            try {
                blocks.add(Block.parse(block.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "must be addresses or blocks, such as 10.0.0.1, 10.0.0.0/8, separated by commas", e);
            }
        }
        return List.copyOf(blocks);
    }

    /** Writes blocks as {@link #parse} reads them. */
    public static String write(List<Block> blocks) {
        return blocks.stream().map(Block::toString).collect(Collectors.joining(", "));
    }

    /** Returns whether an address is one of a proxy. */
    public boolean include(InetAddress address) {
        for (Block network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the address of the client: the last one that is not a proxy's. What stands before it came from the client,
     * who may write anything.
     */
    public InetAddress client(InetAddress remote, Headers headers) {
        InetAddress client = remote;
        if (!include(remote)) {
            return client;
        }
        String hops = String.join(",", headers.all(header.text));
        String[] all = hops.split(",", 0);
        for (int i = all.length - 1; i >= 0 && include(client); i--) {
            InetAddress hop = address(all[i].strip());
            if (hop == null) {
                break;
            }
            client = hop;
        }
        return client;
    }

    private @Nullable InetAddress address(String hop) {
        String text = hop;
        if (header == Header.FORWARDED) {
            Matcher node = FOR.matcher(hop);
            if (!node.find()) {
                return null;
            }
            text = node.group(1).replace("\"", "");
        }
        Matcher port = WITH_PORT.matcher(text.toLowerCase(Locale.ROOT));
        if (port.matches()) {
            text = port.group(1) == null ? port.group(2) : port.group(1);
        }
        try {
            return literal(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

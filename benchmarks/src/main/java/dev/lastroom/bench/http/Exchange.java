package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection that is kept open, with one request at a time. For one thread. */
final class Exchange implements AutoCloseable {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final SocketChannel channel;
    private @Nullable Question question;
    private long since;
    private byte[] received = new byte[1_024];
    private int length;

    /** How long the answer is, head and body; 0 until its head is there. */
    private int end;

    Exchange(URI server, Selector selector) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Sends a request. It fits into the socket's buffer, since nothing else is under way.
     *
     * @param wanted when it should have been sent, in nanoseconds
     */
    void send(Question asked, long wanted) throws IOException {
        question = asked;
        since = wanted;
        length = 0;
        end = 0;
        ByteBuffer text = ByteBuffer.wrap(asked.text().getBytes(StandardCharsets.US_ASCII));
        while (text.hasRemaining()) {
            channel.write(text);
        }
    }

    /**
     * Receives what is there, through a buffer.
     *
     * @return whether the answer is complete
     * @throws ContenderFailedException if the answer is wrong
     */
    boolean receive(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer.clear()) < 0) {
            throw new EOFException("the server closed a connection");
        }
        int more = buffer.flip().remaining();
        if (length + more > received.length) {
            received = Arrays.copyOf(received, Math.max(length + more, 2 * received.length));
        }
        buffer.get(received, length, more);
        length += more;
        if (end == 0) {
            end = end();
        }
        if (question == null || end == 0 || length < end) {
            return false;
        }
        check(question);
        question = null;
        return true;
    }

    private int end() {
        int head = headEnd();
        if (head < 0) {
            return 0;
        }
        String lines = new String(received, 0, head, StandardCharsets.ISO_8859_1);
        int at = lines.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new ContenderFailedException("an answer has no Content-Length: " + lines, null);
        }
        int from = at + LENGTH.length();
        return head
                + 2
                + Integer.parseInt(
                        lines.substring(from, lines.indexOf('\r', from)).strip());
    }

    /** Where the line before the empty one ends; negative if it is not there yet. */
    private int headEnd() {
        for (int i = STATUS_AT; i + HEAD_END.length <= length; i++) {
            if (Arrays.equals(received, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return i + 2;
            }
        }
        return -1;
    }

    private void check(Question asked) {
        int status = Integer.parseInt(new String(received, STATUS_AT, 3, StandardCharsets.US_ASCII));
        Supplier<String> text = () -> new String(received, 0, length, StandardCharsets.UTF_8);
        if (!asked.answered(status, text)) {
            throw new ContenderFailedException("a wrong answer to " + asked.text() + ": " + text.get(), null);
        }
    }

    /** When the request should have been sent, in nanoseconds. */
    long since() {
        return since;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package dev.lastroom.proof.starvation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a test can send anything, whole or in part, and read the answer or not. For one thread,
 * except for closing.
 */
final class Wire implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");
    private static final int RECEIVE_BUFFER_BYTES = 4 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;

    /**
     * Connects.
     *
     * @param from the local address, by which a server tells one client's connections from another's
     * @param patience how long to wait for the connection, and for each piece of an answer
     */
    Wire(InetAddress from, int port, Duration patience) throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        try {
            // A large buffer would read for a client that does not read.
            socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            socket.setTcpNoDelay(true);
            // The server must learn at once that a client has gone, and this machine must not run out of ports.
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.setSoTimeout(millis);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The head of a request, without its end, so that headers can be added. */
    static String head(String methodAndPath, @Nullable String key) {
        return methodAndPath + " HTTP/1.1\r\nHost: localhost\r\n"
                + (key == null ? "" : "Authorization: Bearer " + key + "\r\n");
    }

    static String get(String path, @Nullable String key) {
        return head("GET " + path, key) + "\r\n";
    }

    static String post(String path, @Nullable String key, String json) {
        return head("POST " + path, key) + "Content-Type: application/json\r\nContent-Length: "
                + json.getBytes(UTF_8).length + "\r\n\r\n" + json;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    Reply exchange(String request) throws IOException {
        send(request);
        String head = readHead();
        Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        return new Reply(head, length.find() ? readBody(Integer.parseInt(length.group(1))) : "");
    }

    private String readBody(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer was cut short");
        }
        return new String(body, UTF_8);
    }

    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    /** Reads a line, without its end. */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            line.append((char) next);
        }
        return line.substring(0, Math.max(0, line.length() - 1));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

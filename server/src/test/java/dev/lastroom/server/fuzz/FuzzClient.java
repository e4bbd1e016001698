package dev.lastroom.server.fuzz;

import dev.lastroom.server.http.Answer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends any bytes and reads the relevant parts of the answer, on one connection for as long as the server keeps it. */
final class FuzzClient implements AutoCloseable {

    /** The answer's status, and the address of what was made. */
    record Answer(int status, @Nullable String location) {}

    private static final Pattern LOCATION = Pattern.compile("(?i)\r\nlocation: *([^\r]+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final int HEAD_LENGTH_MAX = 16 * 1024;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    FuzzClient(int port) {
        this.port = port;
    }

    /**
     * Returns the answer.
     *
     * @throws AssertionError if there is none, even on a new connection
     */
    Answer answer(String request) {
        boolean fresh = socket == null;
        String head = exchange(request);
        if (head.isEmpty() && !fresh) {
            // The server had closed the connection after the previous answer.
            head = exchange(request);
        }
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new AssertionError("no answer but \"" + head + "\"");
        }
        Matcher location = LOCATION.matcher(head);
        return new Answer(Integer.parseInt(head.substring(9, 12)), location.find() ? location.group(1) : null);
    }

    private String exchange(String request) {
        try {
            if (socket == null) {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(60_000);
                in = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String head = readHead();
            readBody(head);
            return head;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer within a minute", e);
        } catch (IOException e) {
            close();
            return "";
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || head.length() > HEAD_LENGTH_MAX) {
                throw new IOException("the answer broke off");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void readBody(String head) throws IOException {
        Matcher length = LENGTH.matcher(head);
        boolean whole = length.find();
        if (whole) {
            in.skipNBytes(Long.parseLong(length.group(1)));
        }
        if (!whole || head.toLowerCase(Locale.ROOT).contains("connection: close")) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}

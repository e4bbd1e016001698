package dev.lastroom.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection on which a test sends anything, well-formed or not. */
public final class RawClient implements AutoCloseable {

    private final Socket socket;

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a well-formed request. {@code body} has one character for each byte. */
    public static String request(String methodAndPath, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(methodAndPath + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(headers));
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
        }
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    /** Sends {@code request} on a connection of its own and returns everything that comes back. */
    public static String exchange(int port, String request) {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).readAll();
        }
    }

    public RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns everything until the server closes the connection. */
    public String readAll() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one answer: its head, and as much body as the head announces. */
    public String readAnswer() {
        try {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            String length = text.replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
            return text + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server asks for the body. */
    public RawClient readContinue() {
        String asked = "HTTP/1.1 100 Continue\r\n\r\n";
        try {
            String got = new String(socket.getInputStream().readNBytes(asked.length()), StandardCharsets.ISO_8859_1);
            assertThat(got).isEqualTo(asked);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

package dev.lastroom.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A receiver of webhooks that answers with any bytes. */
public final class RawReceiver implements AutoCloseable {

    public static final String TAKEN = "HTTP/1.1 204 No Content\r\n\r\n";

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final AtomicReference<Reaction> reaction =
            new AtomicReference<>(out -> out.write(TAKEN.getBytes(ISO_8859_1)));
    public final AtomicInteger connected = new AtomicInteger();

    /** Answers a request once it has been read to its end. */
    @FunctionalInterface
    public interface Reaction {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    public RawReceiver() {
        this(InetAddress.getLoopbackAddress());
    }

    public RawReceiver(InetAddress address) {
        try {
            server = new ServerSocket(0, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connected.incrementAndGet();
                connections.add(connection);
                Thread.startVirtualThread(() -> serve(connection));
            }
        } catch (IOException e) {
            // The receiver is closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            for (String first = in.readLine(); first != null; first = in.readLine()) {
                StringBuilder request = new StringBuilder(first);
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    request.append('\n').append(line);
                    if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                }
                request.append("\n\n");
                for (int read = 0; read < length; read++) {
                    request.append((char) in.read());
                }
                requests.add(request.toString());
                reaction.get().answer(connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // The sender has given up.
        }
    }

    /** Answers like this from now on. */
    public RawReceiver answers(String... lines) {
        String text = List.of(lines).stream().map(line -> line + "\r\n").collect(Collectors.joining());
        return reacts(out -> out.write(text.getBytes(ISO_8859_1)));
    }

    public RawReceiver reacts(Reaction to) {
        reaction.set(to);
        return this;
    }

    /** Returns the next request. */
    public String next() throws InterruptedException {
        String next = requests.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** Returns the number of requests not yet taken by {@link #next}. */
    public int waiting() {
        return requests.size();
    }

    public static String header(String request, String name) {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    public static String body(String request) {
        return request.substring(request.indexOf("\n\n") + 2);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?token=t0ken";
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

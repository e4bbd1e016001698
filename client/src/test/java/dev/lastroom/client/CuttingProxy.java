package dev.lastroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy that cuts some connections in the middle of an answer, at a random byte. */
final class CuttingProxy implements AutoCloseable {

    private final int serverPort;
    private final Random random;
    private final double share;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger cuts = new AtomicInteger();

    /**
     * Listens on a free port.
     *
     * @param share of the pieces read from the server that are cut, 0 to 1
     */
    CuttingProxy(int serverPort, long seed, double share) throws IOException {
        this.serverPort = serverPort;
        this.random = new Random(seed);
        this.share = share;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns how many connections were cut. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void join(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            Thread.ofVirtual().start(() -> forward(client, server));
            back(server, client);
        } catch (IOException e) {
            // One end is gone, and so is the other.
        }
    }

    private static void forward(Socket client, Socket server) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // The other direction ends both.
        }
    }

    /** Passes answers on, the last of them in part. It was read, so the server has carried out the call. */
    private void back(Socket server, Socket client) throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[4096];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (random.nextDouble() < share) {
                out.write(buffer, 0, random.nextInt(read));
                out.flush();
                cuts.incrementAndGet();
                return;
            }
            out.write(buffer, 0, read);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

package dev.lastroom.store.testkit.coordination;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The Redis installed on this machine, in a process that a test starts, stops and damages. It keeps nothing on disk. */
public final class LocalRedis implements AutoCloseable {

    /** The path on Debian and Ubuntu. */
    private static final String PROGRAM = "/usr/bin/redis-server";

    /** For JUnit: the condition of a test that needs Redis. */
    public static final String IS_INSTALLED = "dev.lastroom.store.testkit.coordination.LocalRedis#isInstalled";

    /** Tells what to do if it is missing. */
    public static final String MISSING = PROGRAM + " is missing (Debian and Ubuntu: apt-get install redis-server)";

    private static final long LOOK_NANOS = 10_000_000;
    private static final long START_SECONDS_MAX = 30;

    private final int port;
    private Process process;

    private LocalRedis(int port) throws IOException {
        this.port = port;
        this.process = run(port);
    }

    /** Whether it is installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    /** Starts Redis on a free port. */
    public static LocalRedis start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        return new LocalRedis(port);
    }

    private static Process run(int port) throws IOException {
        Process started = new ProcessBuilder(
                        PROGRAM, "--bind", "127.0.0.1", "--port", Integer.toString(port), "--save", "", "--dir", "/tmp")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (true) {
            try {
                String _ = ask(port, "PING");
                return started;
            } catch (IOException e) {
                if (!started.isAlive() || System.nanoTime() - end > 0) {
                    started.destroyForcibly();
                    throw new IOException("Redis does not start on port " + port, e);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static String ask(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            if (line == null || line.startsWith("-")) {
                throw new IOException("Redis answers " + line + " to " + command);
            }
            return line;
        }
    }

    /** The URL of its database. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Sends a command, and returns the first line of the answer. */
    public String ask(String command) {
        try {
            return ask(port, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything that is stored. */
    public void empty() {
        String _ = ask("FLUSHALL");
    }

    /** Stops the process as it is: it accepts connections, but answers nothing. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a paused process go on. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        List<String> command = List.of("kill", "-" + name, Long.toString(process.pid()));
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    /** Kills the process. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port, with nothing in it. */
    public void startAgain() throws IOException {
        process = run(port);
    }

    @Override
    public void close() {
        kill();
    }
}

package dev.lastroom.proof.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that is restarted whenever it ends, as systemd does. Thread-safe. */
final class Service implements AutoCloseable {

    private final ProcessBuilder builder;
    private final Duration restartAfter;
    private final Thread keeper;
    private volatile Process process;
    private boolean held;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param environment the only variables that it gets
     * @param folder where it runs, and what it prints is appended to a log
     */
    Service(String name, List<String> command, Map<String, String> environment, Path folder, Duration restartAfter)
            throws IOException {
        this.builder = new ProcessBuilder(Programs.asDatabaseUser(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()));
        this.builder.environment().clear();
        this.builder.environment().putAll(environment);
        this.restartAfter = restartAfter;
        this.process = builder.start();
        this.keeper = Thread.ofVirtual().start(this::keep);
    }

    private void keep() {
        try {
            while (true) {
                process.waitFor();
                Thread.sleep(restartAfter);
                startAgain();
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (IOException e) {
            throw new IllegalStateException("Cannot be restarted: " + builder.command(), e);
        }
    }

    private synchronized void startAgain() throws IOException, InterruptedException {
        while (held) {
            wait();
        }
        if (!closed) {
            process = builder.start();
        }
    }

    /** Sets whether it stays ended once it has ended. */
    synchronized void hold(boolean on) {
        held = on;
        notifyAll();
    }

    /** Its process, while there is one. */
    Optional<ProcessHandle> process() {
        return Optional.of(process.toHandle()).filter(ProcessHandle::isAlive);
    }

    /** Kills it for good. What it started goes on. */
    @Override
    public synchronized void close() {
        closed = true;
        keeper.interrupt();
        process.destroyForcibly().onExit().join();
    }
}

package dev.lastroom.bench.cli;

import dev.lastroom.bench.http.MemoryServer;
import dev.lastroom.server.cli.Console;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Starts the in-memory server that the bench compares the service with. The bench runs this command itself. */
@Command(name = MemoryServerCommand.NAME, hidden = true, description = "Serve from memory, without a store.")
public final class MemoryServerCommand implements Callable<Integer> {

    static final String NAME = "memory-server";

    private final Console console;

    public MemoryServerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        MemoryServer server = new MemoryServer();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        console.line("Serving from memory at " + server.url());
        stopped.await();
        return 0;
    }
}

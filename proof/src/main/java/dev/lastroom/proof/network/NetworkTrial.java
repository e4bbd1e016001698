package dev.lastroom.proof.network;

import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The network between the engine and a real, durable PostgreSQL fails in every way, once for each of the store's
 * modes. The store's limits are short, which keeps a run short.
 */
public final class NetworkTrial implements Trial {

    private static final int ROUNDS = 6;

    @Override
    public String name() {
        return "network, PostgreSQL";
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Thread> before = ownThreads();
        List<Future<TrialTally>> runs = new ArrayList<>();
        try (EmbeddedPostgres server = startServer();
                ExecutorService modes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (boolean optimistic : new boolean[] {false, true}) {
                NetworkRun run = new NetworkRun(
                        server.getPort(),
                        optimistic ? "optimistic" : "locking",
                        optimistic,
                        false,
                        NetworkRun.NETWORK_MARGIN,
                        random.split());
                runs.add(modes.submit(() -> run.play(quick ? 1 : ROUNDS, progress)));
            }
            return TrialTally.sum(List.of(runs.get(0).get(), runs.get(1).get(), leftOver(before)));
        }
    }

    /** The threads of Lastroom, its pools and its driver. */
    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lastroom-")
                        || thread.getName().startsWith("PostgreSQL JDBC driver"))
                .collect(Collectors.toSet());
    }

    /** Reports the threads that remain when everything is closed. */
    private static TrialTally leftOver(Set<Thread> before) throws InterruptedException {
        Set<Thread> left = ownThreads();
        left.removeAll(before);
        long end = System.nanoTime() + NetworkRun.WAIT_MAX.toNanos();
        List<String> findings = new ArrayList<>();
        for (Thread thread : left) {
            if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                findings.add("A thread is still running after everything was closed: " + thread.getName());
            }
        }
        return new TrialTally(0, 0, 0, 0, 0, 0, 0, Duration.ZERO, findings);
    }

    static EmbeddedPostgres startServer() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
    }
}

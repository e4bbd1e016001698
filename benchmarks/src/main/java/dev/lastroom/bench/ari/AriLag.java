package dev.lastroom.bench.ari;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.http.ServerProcess;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Measures how long after its acknowledgement a change is in a mirror that follows the stream of a server, while many
 * more changes of the same property are made by another server on the same database.
 */
public final class AriLag {

    /** One property, whose last room type bears the marks. */
    public static final BenchHotel HOTEL = new BenchHotel(BenchHotel.ROOM_TYPES_PER_PROPERTY - 1, 365);

    private static final Duration LAST_MARK_MAX = Duration.ofSeconds(60);
    private static final int SIGNIFICANT_DIGITS = 3;

    private AriLag() {}

    /**
     * What was measured.
     *
     * @param changesPerSecond changes that were made
     * @param serverCpuMicros CPU time for each of them of the server that has the mirror's stream, in microseconds
     * @param lag from the acknowledgement of a change until the mirror had it
     * @param lagMax the longest, in milliseconds
     * @param marks how many changes were measured
     * @param pages pages of changes that the mirror wrote, the warm-up included
     * @param nights how many nights the mirror has
     * @param equal whether the mirror ended as a new snapshot
     */
    public record Result(
            double changesPerSecond,
            double serverCpuMicros,
            Latency lag,
            double lagMax,
            int marks,
            long pages,
            int nights,
            boolean equal) {}

    /**
     * Makes changes, and mirrors them.
     *
     * @param perSecond how many changes a second to make
     * @throws ContenderFailedException if a change was not made, or the mirror has not had it after a minute
     */
    public static Result measure(BenchDatabase database, int perSecond, Duration warmUp, Duration window, long seed)
            throws IOException, InterruptedException {
        // In the environment, where no list of processes shows the password.
        Map<String, String> settings = Map.of("LASTROOM_DB_URL", database.url(), "LASTROOM_HTTP_PORT", "0");
        try (ServerProcess server =
                        ServerProcess.start(ServerProcess.HEAP, "dev.lastroom.server.Main", settings, "serve");
                BookingEngine engine = new BookingEngine(
                        database.openStore(), EngineSettings.DEFAULT, IdSource.secure(), EngineListener.NONE)) {
            HttpClient http = HttpClient.newHttpClient();
            try {
                String property = HOTEL.property(0).value();
                LocalDate from = HOTEL.stay(0, 1).start();
                LocalDate to = from.plusDays(HOTEL.nights());
                Changes changes = new Changes(engine, HOTEL, perSecond, warmUp.plus(window), seed);
                Mirror mirror = new Mirror(http, server.url(), property, from, to);
                CompletableFuture<Void> following = follow(mirror, changes.marks());
                changes.make(warmUp);
                int before = changes.marked();
                Duration cpuBefore = server.cpu();
                double made = changes.make(window);
                Duration cpu = server.cpu().minus(cpuBefore);
                changes.end();
                await(changes.marks().lastSeen(), following);
                http.shutdownNow();
                Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
                changes.marks().record(before + 1, changes.marked(), micros);
                try (HttpClient again = HttpClient.newHttpClient()) {
                    Mirror fresh = new Mirror(again, server.url(), property, from, to);
                    return new Result(
                            made,
                            cpu.toNanos() / 1e3 / (made * window.toSeconds()),
                            Latency.ofMicros(micros),
                            micros.getMaxValue() / 1e3,
                            (int) micros.getTotalCount(),
                            mirror.pages(),
                            fresh.nights().size(),
                            mirror.nights().equals(fresh.nights()));
                }
            } finally {
                http.shutdownNow();
            }
        }
    }

    private static CompletableFuture<Void> follow(Mirror mirror, Marks marks) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofPlatform().name("mirror").daemon().start(() -> {
            try {
                mirror.follow(marks::seen);
                ended.completeExceptionally(new ContenderFailedException("the stream of changes has ended", null));
            } catch (IOException | RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        return ended;
    }

    private static void await(CompletableFuture<Void> seenAll, CompletableFuture<Void> following)
            throws InterruptedException {
        try {
            CompletableFuture.anyOf(seenAll, following).get(LAST_MARK_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            throw new ContenderFailedException("the changes cannot be followed", e);
        } catch (TimeoutException e) {
            throw new ContenderFailedException("the mirror has not had the last change after a minute", e);
        }
    }
}

package dev.lastroom.server.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.server.cli.LastroomProcess;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The repository's reader of availability, rates and inventory, from its source, against a storm of bookings, holds that
 * lapse, cancels and changed nights, while a server is killed and started again. The negative control: one page of
 * changes is hidden from it, and it finds that out.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class AriMirrorTest {

    private static final Path SOURCE = Path.of("..", "examples", "AriMirror.java");
    private static final int CLIENTS = 4;
    private static final int STEPS = 60;
    private static final int NIGHTS = 40;
    private static final String PROPERTY = "deluxe";
    private static final List<String> ROOM_TYPES = List.of(PROPERTY, "double", "suite");

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC).plusDays(1);
    private final AtomicInteger changes = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(CLIENTS * STEPS / 10);
    private final CountDownLatch startedAgain = new CountDownLatch(1);

    @TempDir
    private Path folder;

    /** Servers of one database; {@link #killOne} replaces the first by a new process. */
    private final List<AtomicReference<Server>> servers = new ArrayList<>();

    /**
     * Stands before the servers at one address, so that the reader need not know which of them is alive. It can hide the
     * nights of the next page with a text.
     */
    private final class Front implements AutoCloseable {
        private final HttpServer http;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile @Nullable String hidden;

        Front() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", this::forward);
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort();
        }

        private void forward(HttpExchange exchange) throws IOException {
            try (exchange) {
                int status = 503;
                byte[] body = {};
                try {
                    Reply reply = servers.get(asked.getAndIncrement() % servers.size())
                            .get()
                            .get(exchange.getRequestURI().toString());
                    status = reply.status();
                    body = hide(exchange.getRequestURI().getPath(), reply.text())
                            .getBytes(UTF_8);
                } catch (CompletionException e) {
                    // It was just killed.
                }
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }

        private String hide(String path, String page) {
            String text = hidden;
            if (text == null || !path.equals("/v1/ari/changes") || !page.contains(text)) {
                return page;
            }
            hidden = null;
            return page.replaceFirst("\"nights\":\\[.*],\"hasMore\"", "\"nights\":[],\"hasMore\"");
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @Test
    void mirrorsAPropertyOnSqlite() throws Exception {
        mirror(1, "--db", "jdbc:sqlite:" + folder.resolve("hotel.db"));
    }

    @Test
    void mirrorsAPropertyOnPostgresWithTwoServers() throws Exception {
        Postgres.execute("CREATE DATABASE mirrored");
        try {
            mirror(2, "--db", Postgres.superuserUrl("mirrored"));
        } finally {
            Postgres.execute("DROP DATABASE mirrored WITH (FORCE)");
        }
    }

    private void mirror(int count, String... args) throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println("AriMirrorTest: -Dlastroom.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        try {
            for (int i = 0; i < count; i++) {
                servers.add(new AtomicReference<>(Server.start(folder, args)));
                assertThat(servers.get(i).get().url()).isNotNull();
            }
            open();
            try (Front front = new Front();
                    LastroomProcess reader = LastroomProcess.java(
                            folder,
                            SOURCE.toAbsolutePath().toString(),
                            front.url(),
                            PROPERTY,
                            today.toString(),
                            today.plusDays(NIGHTS + 1).toString(),
                            "1")) {
                assertThat(reader.lineWith("mirrored: ")).isEqualTo("mirrored: " + 3 * (NIGHTS + 1) + " nights");
                List<SplittableRandom> randoms =
                        List.of(random.split(), random.split(), random.split(), random.split());
                GrandHotel.atOnce(CLIENTS + 1, i -> () -> i == CLIENTS ? killOne(args) : storm(i, randoms.get(i)));
                assertThat(changes.get()).isGreaterThan(CLIENTS * STEPS / 3);
                awaitEqual(reader);

                front.hidden = today.plusDays(NIGHTS).toString();
                book(servers.getFirst().get(), "last", PROPERTY, NIGHTS, 1, "").hasStatus(201);
                assertThat(reader.lineWith("different: " + PROPERTY + " " + today.plusDays(NIGHTS)))
                        .contains("availableRooms=4", "availableRooms=5");
                assertThat(reader.end()).isEqualTo(1);
            }
        } finally {
            servers.forEach(server -> server.get().close());
        }
    }

    /** Opens one night more than the storm touches. */
    private void open() {
        Server server = servers.getFirst().get();
        server.open(PROPERTY, Stay.of(today, NIGHTS + 1), 5);
        for (String roomType : ROOM_TYPES.subList(1, ROOM_TYPES.size())) {
            change(server, "/v1/room-types/" + roomType, """
                    {"propertyId": "%s", "name": "Test", "totalRooms": 5, "pricePerNight": 9000}""".formatted(PROPERTY));
            change(server, "/v1/room-types/" + roomType + "/inventory", """
                    {"from": "%s", "to": "%s"}""".formatted(
                            today, today.plusDays(NIGHTS + 1)));
        }
    }

    private static void change(Server server, String path, String body) {
        assertThat(server.send("PUT", path, body).join().status()).isBetween(200, 201);
    }

    private int storm(int client, SplittableRandom random) throws InterruptedException {
        for (int n = 0; n < STEPS; n++) {
            Server server = servers.get(random.nextInt(servers.size())).get();
            String roomType = ROOM_TYPES.get(random.nextInt(ROOM_TYPES.size()));
            int day = random.nextInt(NIGHTS - 4);
            int nights = random.nextInt(1, 5);
            try {
                step(server, client + "-" + n, roomType, day, nights, random);
            } catch (CompletionException e) {
                // It was just killed.
                assertThat(e).hasCauseInstanceOf(IOException.class);
                startedAgain.await();
            }
        }
        return changes.get();
    }

    private void step(Server server, String user, String roomType, int day, int nights, SplittableRandom random) {
        Reply reply = switch (random.nextInt(4)) {
            case 0 -> book(server, user, roomType, day, nights, ", \"holdFor\": \"PT1S\"");
            case 1 ->
                server.send("PUT", "/v1/room-types/" + roomType + "/inventory", """
                                {"from": "%s", "to": "%s", "pricePerNight": %d, "minStay": %d, "closedToDeparture": %b}""".formatted(
                                        today.plusDays(day),
                                        today.plusDays(day + nights),
                                        random.nextInt(8_000, 9_000),
                                        random.nextInt(1, 3),
                                        random.nextInt(4) == 0))
                        .join();
            default -> {
                Reply made = book(server, user, roomType, day, nights, "");
                yield made.status() == 201 && random.nextBoolean()
                        ? server.cancel(made.at("/bookingId"), user).join()
                        : made;
            }
        };
        assertThat(reply.status()).as(reply.text()).isIn(200, 201, 409, 503);
        if (reply.status() <= 201) {
            changes.incrementAndGet();
            enough.countDown();
        }
    }

    private Reply book(Server server, String user, String roomType, int day, int nights, String more) {
        return server.send("POST", "/v1/bookings", """
                        {"userId": "%s", "roomTypeId": "%s", "startDate": "%s", "endDate": "%s"%s}""".formatted(
                                user, roomType, today.plusDays(day), today.plusDays(day + nights), more))
                .join();
    }

    /** Kills a server in the middle of the storm, and starts another in its place. */
    private int killOne(String... args) throws Exception {
        enough.await();
        int status = servers.getFirst().get().kill();
        Server again = Server.start(folder, args);
        assertThat(again.url()).isNotNull();
        servers.getFirst().getAndSet(again).close();
        startedAgain.countDown();
        return status;
    }

    /** Waits until the reader has found itself equal to a snapshot that has all of the storm. */
    private void awaitEqual(LastroomProcess reader) throws IOException {
        Server server = servers.getFirst().get();
        String last = server.get("/v1/ari?propertyId=" + PROPERTY + "&from=" + today + "&to=" + today.plusDays(1))
                .hasStatus(200)
                .at("/position");
        EventId position;
        do {
            String line = reader.lineWith(" nights at ");
            assertThat(line).startsWith("equal: ");
            position = EventId.parse(line.substring(line.lastIndexOf(' ') + 1));
        } while (position.compareTo(EventId.parse(last)) < 0);
    }
}

package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Identity;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.access.Rates;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.GatedStore;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An owner with many requests leaves room for the others. */
@Timeout(60)
class FairSharesTest {

    private static final String[] SHOP = bearer("shop-key");
    private static final Keyring KEYS = TestKeys.ring(
            List.of("desk:admin:desk-1", "desk:agent:desk-2", "desk:agent:desk-3", "shop:agent:shop-key"));

    @TempDir
    private Path folder;

    private static String[] bearer(String key) {
        return new String[] {"Authorization", "Bearer " + TestKeys.secret(key)};
    }

    private static String booking(String user) {
        return TestService.booking(user, "2027-01-15", "2027-01-16");
    }

    /** Opens a stream of events: a request that stays in flight. */
    private static InputStream follow(HttpClient client, int port, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events/stream"))
                .headers(bearer(key))
                .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** The control has shares that nothing reaches, and answers the same requests. */
    @ParameterizedTest
    @CsvSource({"2, 1, true", "100, 100, false"})
    void aKeyAndAnOwnerHaveTheirShareOfTheRequestsInFlight(int ownerMax, int keyMax, boolean isRefused)
            throws Exception {
        HttpSettings settings =
                TestService.SETTINGS.withEdge(EdgeSettings.DEFAULT.withRequestsInFlight(ownerMax, keyMax));
        try (TestService service =
                        new TestService(TestService.sqlite(folder), settings, KEYS).withHotel(3, bearer("desk-1"));
                HttpClient client = HttpClient.newHttpClient();
                InputStream _ = follow(client, service.port(), "desk-1")) {
            Reply ofKey = service.get("/v1/bookings", bearer("desk-1"));
            try (InputStream _ = follow(client, service.port(), "desk-2")) {
                Reply ofOwner = service.get("/v1/bookings", bearer("desk-3"));

                if (isRefused) {
                    refusedBy("http.requestsInFlightKeyMax", keyMax, ofKey);
                    refusedBy("http.requestsInFlightOwnerMax", ownerMax, ofOwner);
                    assertThat(ofOwner.header("Connection")).isEqualTo("close");
                } else {
                    ofKey.hasStatus(200);
                    ofOwner.hasStatus(200);
                }
                service.post("/v1/bookings", booking("anna"), SHOP).hasStatus(201);
            }
        }
    }

    private static void refusedBy(String limit, int max, Reply reply) {
        reply.isProblem(ErrorCode.RATE_LIMITED);
        assertThat(reply.at("/details/limit")).isEqualTo(limit);
        assertThat(reply.at("/details/max")).isEqualTo("" + max);
    }

    @Test
    void anAnsweredRequestMakesRoom() {
        InFlight inFlight = new InFlight(100, 2, 1);
        var one = new Identity("desk", Role.AGENT, "1");
        var two = new Identity("desk", Role.AGENT, "2");
        var three = new Identity("desk", Role.AGENT, "3");
        assertThat(inFlight.enter(one)).isNull();
        assertThat(inFlight.enter(one)).isNotNull();
        assertThat(inFlight.enter(two)).isNull();
        assertThat(inFlight.enter(three)).isNotNull();
        assertThat(inFlight.enter(Identity.NOBODY)).isNull();
        inFlight.exit(one);
        assertThat(inFlight.enter(three)).isNull();
        assertThat(inFlight.count()).isEqualTo(3);
        assertThat(inFlight.close(Duration.ZERO)).isEqualTo(3);
    }

    /**
     * The control books last with a key of the flooder. That booking is in the last transaction, not in the next one.
     */
    @ParameterizedTest
    @CsvSource({"shop-key, shop, 1", "desk-2, desk, 3"})
    void anOwnerThatFloodsALaneMakesOnlyItsOwnBookingsWait(String key, String owner, int transaction) throws Exception {
        GatedStore gated = new GatedStore(TestService.sqlite(folder));
        Diary diary = new Diary(gated);
        EngineSettings small = EngineSettings.DEFAULT
                .withLanes(1)
                .withQueue(40, 4)
                .with(it -> it.laneQueueOwnerMax = 10)
                .withLaneWaitMax(Duration.ofDays(1));
        try (TestService service =
                new TestService(diary, TestService.SETTINGS, KEYS, small).withHotel(100, bearer("desk-1"))) {
            diary.commands.clear();
            gated.gate = new CountDownLatch(1);
            var first = send(service, "/v1/bookings", booking("first"), "desk-1");
            gated.arrived.await();
            // Nine wait, which leaves the owner one place.
            var flood = send(service, "/v1/bookings/batch", batch(9), "desk-1");
            awaitDepth(service, 9);
            var last = send(service, "/v1/bookings", booking("last"), key);
            awaitDepth(service, 10);
            if (owner.equals("desk")) {
                Reply more = service.post("/v1/bookings", booking("more"), bearer("desk-3"));
                refusedBy("engine.laneQueueOwnerMax", 10, more);
            }
            gated.gate.countDown();
            first.join().hasStatus(201);
            flood.join().hasStatus(200);
            last.join().hasStatus(201);
            assertThat(diary.commands.get(transaction)).anyMatch(command -> command.contains("last"));
        }
    }

    private static CompletableFuture<Reply> send(TestService service, String path, String body, String key) {
        return CompletableFuture.supplyAsync(() -> service.post(path, body, bearer(key)));
    }

    private static String batch(int bookings) {
        return IntStream.range(0, bookings)
                .mapToObj(i -> booking("user-" + i))
                .collect(Collectors.joining(", ", "{\"requests\": [", "]}"));
    }

    private static void awaitDepth(TestService service, int depth) {
        while (service.engine.queueDepth() < depth) {
            Thread.onSpinWait();
        }
    }

    /** The commands of each transaction. */
    private static final class Diary extends StoreInFront {

        private final List<List<String>> commands = new CopyOnWriteArrayList<>();

        private Diary(Store store) {
            super(store);
        }

        @Override
        public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
            commands.add(
                    batch.stream().map(request -> request.command().toString()).toList());
            return super.apply(batch, decision, lockWait);
        }
    }

    @Test
    void metricsRevealNothingAboutOwners() {
        HttpSettings settings = TestService.SETTINGS.withRates(new Rates(1, 1, 1, 1));
        try (TestService service = new TestService(TestService.sqlite(folder), settings, KEYS)) {
            for (int i = 0; i < 3; i++) {
                service.get("/v1/bookings", SHOP);
                service.get("/v1/bookings", bearer("wrong"));
            }
            assertThat(service.registry.scrape())
                    .contains("lastroom_http_requests")
                    .doesNotContain("shop", "desk", "127.0.0.1", "owner");
        }
    }
}

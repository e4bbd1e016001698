package dev.lastroom.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.RawClient;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.SlowReads;
import dev.lastroom.server.testing.TestKeys;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.store.jdbc.guard.BreakerSettings;
import dev.lastroom.store.jdbc.guard.GuardedStore;
import dev.lastroom.store.jdbc.guard.ReadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Memory for requests and answers in flight, when one caller takes all that it gets. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class FairMemoryTest {

    private static final Keyring KEYS =
            TestKeys.ring(List.of("greedy:agent:greedy", "honest:agent:honest", "office:admin:admin"));
    private static final String[] GREEDY = {"Authorization", "Bearer " + TestKeys.secret("greedy")};
    private static final String[] HONEST = {"Authorization", "Bearer " + TestKeys.secret("honest")};
    private static final String[] ADMIN = {"Authorization", "Bearer " + TestKeys.secret("admin")};

    /** Needs more than any share of the memory. The store works on it until a gate opens. */
    private static final String SLOW_LIST = "/v1/bookings?userId=slow&limit=200";

    /** A list, a search and the nights of a room type. */
    private static final List<String> READS = List.of(
            "/v1/bookings",
            "/v1/availability?propertyId=lisbon&startDate=2027-01-15&endDate=2027-01-16",
            "/v1/room-types/deluxe/inventory?from=2027-01-15&to=2027-01-16");

    private static final String STAY = TestService.booking("anna", "2027-01-15", "2027-01-16");
    private static final ReadSettings PATIENT = new ReadSettings(8, 100, Duration.ofHours(1));

    @TempDir
    private Path folder;

    private TestService service(SlowReads store, int mebibytes, Keyring keys) {
        return new TestService(
                new GuardedStore(store, BreakerSettings.DEFAULT, PATIENT),
                TestService.SETTINGS.withEdge(EdgeSettings.DEFAULT.withMebibytesInFlightMax(mebibytes)),
                keys);
    }

    private static void awaitUsed(TestService service, String resource, int bytes) {
        String line = "lastroom_resource_used{resource=\"" + resource + "\",unit=\"bytes\"} " + (double) bytes;
        while (!service.get("/metrics").text().contains(line)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void theServerIsHealthyWhenReadersHaveAllTheMemory() throws Exception {
        SlowReads store = new SlowReads(TestService.sqlite(folder));
        try (TestService service = service(store, 1, Keyring.open());
                ExecutorService clients = Executors.newCachedThreadPool()) {
            Future<Reply> slow = clients.submit(() -> service.get(SLOW_LIST));
            store.arrived.acquire();

            service.get("/healthz").hasStatus(200);
            service.get("/readyz").hasStatus(200);
            service.get("/metrics").hasStatus(200);
            Reply refused = service.get("/v1/properties").isProblem(ErrorCode.OVERLOADED);
            assertThat(refused.at("/message")).contains("http.mebibytesInFlightMax");

            store.gate.countDown();
            slow.get().hasStatus(200);
            service.get("/v1/properties").hasStatus(200);
        } finally {
            store.gate.countDown();
        }
    }

    @Test
    void oneOwnerGetsHalfOfTheMemoryForAnswers() throws Exception {
        SlowReads store = new SlowReads(TestService.sqlite(folder));
        try (TestService service = service(store, 2, KEYS).withHotel(9, ADMIN);
                ExecutorService clients = Executors.newCachedThreadPool()) {
            Future<Reply> slow = clients.submit(() -> service.get(SLOW_LIST, GREEDY));
            store.arrived.acquire();
            awaitUsed(service, "answer-bytes", 512 * 1024);

            service.get("/v1/bookings", HONEST).hasStatus(200);
            // The guard is on: without it, the other callers would find no memory.
            for (String read : READS) {
                service.get(read, GREEDY).isProblem(ErrorCode.OVERLOADED);
            }

            store.gate.countDown();
            slow.get().hasStatus(200);
            service.get("/v1/bookings", GREEDY).hasStatus(200);
        } finally {
            store.gate.countDown();
        }
    }

    @Test
    @SuppressWarnings("try") // The test needs it closed before the end.
    void oneOwnerGetsHalfOfTheMemoryForRequests() {
        SlowReads store = new SlowReads(TestService.sqlite(folder));
        try (TestService service = service(store, 2, KEYS).withHotel(9, ADMIN);
                RawClient half = new RawClient(service.port())) {
            half.send(RawClient.request(
                            "POST /v1/bookings",
                            "",
                            "Authorization: Bearer " + TestKeys.secret("greedy"),
                            "Content-Length: " + Call.BODY_BYTES_MAX)
                    + "{");
            awaitUsed(service, "request-bytes", 512 * 1024);

            service.post("/v1/bookings", STAY, HONEST).hasStatus(201);
            service.post("/v1/bookings", STAY, GREEDY).isProblem(ErrorCode.OVERLOADED);

            half.close();
            awaitUsed(service, "request-bytes", 0);
            service.post("/v1/bookings", STAY, GREEDY).hasStatus(201);
        }
    }
}

package dev.lastroom.store.testkit.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.engine.lane.Coordination.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for leases while all that keeps them is well. Each test has servers of its own. */
public abstract class CoordinationContract {

    private static final int ROOM_TYPE = 4711;
    private static final int OTHER_ROOM_TYPE = 4712;
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<Coordination> opened = new ArrayList<>();

    /** The coordination of one more server. */
    protected abstract Coordination open() throws Exception;

    /** How many servers wait for the lease of a room type. */
    protected abstract int waiting(int roomType) throws Exception;

    private Coordination server() throws Exception {
        Coordination server = open();
        opened.add(server);
        return server;
    }

    @AfterEach
    void closeServers() {
        opened.forEach(Coordination::close);
    }

    private static Lease take(Coordination server, int roomType) {
        return take(server, roomType, LONG);
    }

    /** A lease that is given sooner or later: connections are made in the background, and a failure is a pause. */
    protected static Lease take(Coordination server, int roomType, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            Lease lease = server.await(roomType);
            if (lease != null) {
                return lease;
            }
            assertThat(System.nanoTime()).as("no lease is given").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void awaitWaiting(int servers) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (waiting(ROOM_TYPE) != servers) {
            assertThat(System.nanoTime()).as("not as many wait").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Makes a server's connections, so that it asks at once from now on. */
    private Coordination readyServer() throws Exception {
        Coordination server = server();
        take(server, OTHER_ROOM_TYPE).close();
        return server;
    }

    @Test
    void aFreeLeaseIsGivenAtOnce() throws Exception {
        Coordination server = readyServer();
        for (int i = 0; i < 3; i++) {
            try (Lease lease = take(server, ROOM_TYPE)) {
                assertThat(lease.waited()).isFalse();
            }
        }
    }

    @Test
    void roomTypesHaveLeasesOfTheirOwn() throws Exception {
        Coordination one = readyServer();
        Coordination other = readyServer();
        try (Lease _ = take(one, ROOM_TYPE);
                Lease lease = take(other, OTHER_ROOM_TYPE)) {
            assertThat(lease.waited()).isFalse();
        }
    }

    @Test
    void aLeaseGoesToThoseThatWaitInTheirOrder() throws Exception {
        List<Coordination> servers = List.of(readyServer(), readyServer(), readyServer());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Integer> order = new ArrayList<>();
            Lease first = take(servers.get(0), ROOM_TYPE);
            List<Future<Boolean>> waits = new ArrayList<>();
            for (int i = 1; i < servers.size(); i++) {
                int server = i;
                waits.add(threads.submit(() -> {
                    try (Lease lease =
                            Objects.requireNonNull(servers.get(server).await(ROOM_TYPE))) {
                        order.add(server);
                        return lease.waited();
                    }
                }));
                awaitWaiting(i);
            }
            first.close();
            for (Future<Boolean> wait : waits) {
                assertThat(wait.get()).isTrue();
            }
            assertThat(order).containsExactly(1, 2);
        }
    }

    @Test
    void aServerThatWaitsInVainGoesOnWithoutIt() throws Exception {
        Coordination one = readyServer();
        Coordination other = readyServer();
        try (Lease _ = take(one, ROOM_TYPE)) {
            long start = System.nanoTime();
            assertThat(other.await(ROOM_TYPE)).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
            awaitWaiting(0);
        }
        take(other, ROOM_TYPE).close();
        take(one, ROOM_TYPE).close();
    }

    @Test
    void oneServerAtATimeHasALease() throws Exception {
        List<Coordination> servers = List.of(readyServer(), readyServer(), readyServer(), readyServer());
        assertThat(mostAtOnce(servers, Duration.ofMillis(20))).isEqualTo(1);
    }

    @Test
    void negativeControlWithoutLeasesTheyMeet() {
        Coordination lies = new Liar();
        assertThatThrownBy(
                        () -> assertThat(mostAtOnce(List.of(lies, lies), LONG)).isEqualTo(1))
                .isInstanceOf(AssertionError.class);
    }

    /**
     * The most servers that had a lease at the same time.
     *
     * @param firstHeldFor how long each holds its first lease, unless another has one too
     */
    private static int mostAtOnce(List<Coordination> servers, Duration firstHeldFor) throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Callable<@Nullable Void>> works = new ArrayList<>();
            for (Coordination server : servers) {
                works.add(() -> {
                    for (int i = 0; i < 50; i++) {
                        try (Lease _ = take(server, ROOM_TYPE)) {
                            int _ = most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                            long until = System.nanoTime() + (i == 0 ? firstHeldFor.toNanos() : 200_000);
                            while (System.nanoTime() < until && most.get() == 1) {
                                Thread.onSpinWait();
                            }
                            int _ = holders.decrementAndGet();
                        }
                    }
                    return null;
                });
            }
            for (Future<@Nullable Void> work : threads.invokeAll(works)) {
                work.get();
            }
        }
        return most.get();
    }
}

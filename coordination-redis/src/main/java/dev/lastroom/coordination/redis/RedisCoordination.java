package dev.lastroom.coordination.redis;

import dev.lastroom.engine.lane.Coordination;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases that Redis keeps. Redis is not trusted with any promise: while it is lost, paused, emptied or split, servers
 * go on without leases, or two hold the same one, and row locks decide as ever. Thread-safe.
 */
public final class RedisCoordination implements Coordination {

    private static final Logger LOG = LoggerFactory.getLogger(RedisCoordination.class);

    /** How long Redis may take to answer. */
    private static final Duration ANSWER_WAIT = Duration.ofMillis(100);

    /** The client's own default grows to half a minute. */
    private static final Duration RECONNECT_WAIT_MAX = Duration.ofSeconds(1);

    /** After a failure, no lease is asked for during this time. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final RedisURI address;
    private final ClientResources resources;
    private final RedisClient client;
    private final LeaseScripts scripts;
    private final String channel;
    private final AtomicLong tickets = new AtomicLong();
    private final Map<String, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile @Nullable RedisLink link;
    private volatile long pausedUntil = System.nanoTime();

    private RedisCoordination(RedisURI address, String prefix) {
        this.address = address;
        this.resources = DefaultClientResources.builder()
                .reconnectDelay(Delay.exponential(Duration.ofMillis(10), RECONNECT_WAIT_MAX, 2, TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources);
        this.client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(ANSWER_WAIT.multipliedBy(5))
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(ANSWER_WAIT))
                .build());
        this.scripts = new LeaseScripts("{" + prefix + "}");
        this.channel = scripts.channel(UUID.randomUUID().toString());
    }

    /**
     * Begins to connect, and returns at once: without Redis, everything works but leases.
     *
     * @param url such as {@code redis://user:password@host:6379/0} or {@code rediss://…} for TLS
     * @param prefix what the servers of one database have in common, and no others: letters, digits, {@code -}, {@code _}
     * @throws IllegalArgumentException if one of them is malformed
     */
    public static RedisCoordination open(String url, String prefix) {
        RedisURI address = RedisURI.create(checkUrl(url));
        address.setTimeout(ANSWER_WAIT);
        RedisCoordination coordination = new RedisCoordination(address, checkPrefix(prefix));
        coordination.connect();
        return coordination;
    }

    /**
     * Returns {@code prefix} if keys may begin with it.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    public static String checkPrefix(String prefix) {
        if (!prefix.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, - or _");
        }
        return prefix;
    }

    /**
     * Returns {@code url} if it is the URL of a Redis.
     *
     * @throws IllegalArgumentException if it is not; the message may repeat its password
     */
    public static String checkUrl(String url) {
        // The client itself takes whatever follows the scheme for a host.
        if (URI.create(url).getHost() == null) {
            throw new IllegalArgumentException("must name a host");
        }
        RedisURI _ = RedisURI.create(url);
        return url;
    }

    private void connect() {
        if (!connecting.compareAndSet(false, true)) {
            return;
        }
        RedisPubSubAdapter<String, String> listener = new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String grant) {
                granted(grant);
            }
        };
        CompletableFuture<?> _ = RedisLink.connect(client, address, channel, listener)
                .whenComplete((made, failure) -> {
                    if (failure == null) {
                        link = made;
                    } else {
                        failed(failure);
                    }
                    connecting.set(false);
                });
    }

    @Override
    public @Nullable Lease await(int roomType) {
        RedisLink current = link;
        if (current == null) {
            if (System.nanoTime() - pausedUntil >= 0) {
                connect();
            }
            return null;
        }
        return System.nanoTime() - pausedUntil < 0 ? null : await(current, roomType);
    }

    private @Nullable Lease await(RedisLink current, int roomType) {
        String ticket = channel + " " + tickets.incrementAndGet();
        CompletableFuture<Long> grant = new CompletableFuture<>();
        waiting.put(ticket, grant);
        try {
            long fence = scripts.take(current.commands(), roomType, ticket).get();
            Lease lease = fence > 0
                    ? new RedisLease(current, roomType, ticket, fence, false)
                    : new RedisLease(
                            current, roomType, ticket, grant.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), true);
            if (failing.compareAndSet(true, false)) {
                LOG.info("Redis gives leases again");
            }
            return lease;
        } catch (TimeoutException e) {
            giveBack(current, roomType, ticket);
            pausedUntil = System.nanoTime() + PAUSE_NANOS;
            return null;
        } catch (ExecutionException e) {
            giveBack(current, roomType, ticket);
            failed(e);
            return null;
        } catch (RedisException e) {
            failed(e);
            return null;
        } catch (InterruptedException e) {
            giveBack(current, roomType, ticket);
            Thread.currentThread().interrupt();
            return null;
        } finally {
            waiting.remove(ticket);
        }
    }

    /** Completes the wait of a ticket. One that has waited in vain gives the lease back itself. */
    private void granted(String grant) {
        int end = grant.lastIndexOf(' ');
        String ticket = grant.substring(0, end);
        CompletableFuture<Long> its = waiting.get(ticket);
        if (its != null) {
            its.complete(Long.valueOf(grant.substring(end + 1)));
        }
    }

    private void giveBack(RedisLink current, int roomType, String ticket) {
        try {
            RedisFuture<Long> _ = scripts.giveBack(current.commands(), roomType, ticket);
        } catch (RedisException e) {
            LOG.debug("a lease is left to expire", e);
        }
    }

    private void failed(Throwable e) {
        pausedUntil = System.nanoTime() + PAUSE_NANOS;
        if (failing.compareAndSet(false, true)) {
            LOG.warn("Redis gives no leases, so batches go on without them: {}", e.toString());
        }
    }

    private final class RedisLease implements Lease {

        private final RedisLink current;
        private final int roomType;
        private final String ticket;
        private final boolean waited;

        RedisLease(RedisLink current, int roomType, String ticket, long fence, boolean waited) {
            this.current = current;
            this.roomType = roomType;
            this.ticket = ticket;
            this.waited = waited;
            LOG.trace("room type {} has lease {}", roomType, fence);
        }

        @Override
        public boolean waited() {
            return waited;
        }

        @Override
        public void close() {
            giveBack(current, roomType, ticket);
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CLOSE_WAIT);
        resources.shutdown(0, CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}

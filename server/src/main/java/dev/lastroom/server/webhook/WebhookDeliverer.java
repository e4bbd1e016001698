package dev.lastroom.server.webhook;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to webhooks, each at least once.
 *
 * <p>Protocol: of all servers on a database, only the holder of the lease delivers. It starts no delivery that could
 * outlive its lease, and it writes only while it has the lease. Each webhook has a thread of its own, so that a slow
 * receiver delays no other. The thread sends what is due again and then what is new, a page of events at once, and
 * notes how far it has come. If a server dies in between, a delivery may happen twice, but nothing else does.
 * Thread-safe.
 */
public final class WebhookDeliverer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliverer.class);

    /** How long the lease lasts if its holder dies. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration RENEW_BEFORE = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** The longest time for a delivery and the write that follows it. */
    private static final Duration LONGEST_DELIVERY = WebhookSender.TIMEOUT.plusSeconds(5);

    /** How often the age of the oldest waiting event is measured. */
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);

    private final BookingEngine engine;
    private final WebhookStore webhooks;
    private final UUID holder = UUID.randomUUID();
    private final WebhookMetrics metrics;
    private final WebhookRounds rounds;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread main;
    private volatile Instant leasedUntil = Instant.MIN;
    private Instant measuredAt = Instant.MIN;

    /** Starts to deliver as soon as no other server does. The caller keeps the engine and the sender. */
    public WebhookDeliverer(BookingEngine engine, WebhookSender sender, MeterRegistry registry) {
        this.engine = engine;
        this.webhooks = engine.webhooks();
        this.metrics = new WebhookMetrics(registry);
        this.rounds = new WebhookRounds(engine, holder, sender, metrics, threads);
        this.main = Thread.ofVirtual()
                .name("lastroom-webhooks")
                .start(engine.breakdown().watched("the delivery to webhooks", this::run));
    }

    private void run() {
        boolean isClosed = false;
        while (!isClosed) {
            try {
                look();
            } catch (StoreException e) {
                LOG.debug("cannot read the webhooks now", e);
            } catch (RuntimeException e) {
                LOG.error("cannot read the webhooks; trying again", e);
            }
            try {
                isClosed = closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                isClosed = true;
            }
        }
    }

    private void look() {
        List<Webhook> all = webhooks.all();
        measure(all);
        if (all.isEmpty() || !hasLease()) {
            return;
        }
        for (Webhook webhook : all) {
            if (webhook.condition().isOpen(engine.now()) && busy.add(webhook.id())) {
                Future<?> _ = threads.submit(() -> work(webhook));
            }
        }
    }

    private void measure(List<Webhook> all) {
        metrics.sees(all);
        Instant now = engine.now();
        if (measuredAt.isAfter(now.minus(MEASURE_EVERY))) {
            return;
        }
        measuredAt = now;
        metrics.oldestWaits(all.stream()
                .filter(webhook -> webhook.condition().disabled() == null)
                .map(webhook -> webhooks.backlog(webhook).pendingSince())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO));
    }

    private boolean hasLease() {
        Instant now = engine.now();
        if (leasedUntil.isAfter(now.plus(RENEW_BEFORE))) {
            return true;
        }
        Instant until = now.plus(LEASE);
        if (!webhooks.lease(holder, now, until)) {
            return false;
        }
        leasedUntil = until;
        return true;
    }

    private boolean mayDeliver() {
        return closed.getCount() > 0 && leasedUntil.isAfter(engine.now().plus(LONGEST_DELIVERY));
    }

    private boolean maySendTo(Optional<Webhook> webhook) {
        return webhook.isPresent() && mayDeliver() && webhook.get().condition().isOpen(engine.now());
    }

    private void work(Webhook webhook) {
        try {
            Optional<Webhook> next = Optional.of(webhook);
            while (maySendTo(next)) {
                // Deliveries that are due again must not wait until there is nothing new.
                next = rounds.sendDue(next.get());
                next = maySendTo(next) ? rounds.sendNew(next.get()) : Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.debug("{} gets its events later", webhook, e);
        } catch (RuntimeException | Error | ExecutionException e) {
            engine.breakdown().reportIfFatal("the delivery to webhooks", e);
            LOG.error("could not send to {}", webhook, e);
        } finally {
            busy.remove(webhook.id());
        }
    }

    /** Ends what it is doing, and frees the lease so that another server can deliver at once. */
    @Override
    public void close() {
        closed.countDown();
        try {
            main.join();
            threads.shutdownNow();
            boolean _ = threads.awaitTermination(LONGEST_DELIVERY.toSeconds(), TimeUnit.SECONDS);
            if (leasedUntil.isAfter(engine.now())) {
                boolean _ = webhooks.lease(holder, engine.now(), engine.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.debug("the lease of the webhooks will expire by itself", e);
        }
    }
}

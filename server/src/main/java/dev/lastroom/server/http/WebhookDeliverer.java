package dev.lastroom.server.http;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks of events, each at least once.
 *
 * <p>Protocol: of all servers on a database only the one that holds the lease delivers. It begins no delivery that could
 * outlive its lease, and what it writes is written only while it has it. Each webhook has a thread of its own, so that a
 * slow receiver keeps nobody else waiting: it sends what is due again and then what is new, a page of events at once,
 * and notes how far it has come. What happens twice, if a server dies in between, is a delivery. Thread-safe.
 */
public final class WebhookDeliverer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliverer.class);

    /** How long the lease lasts if its holder dies. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration RENEW_BEFORE = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** A delivery with the writing that follows it. */
    private static final Duration LONGEST_DELIVERY = WebhookSender.TIMEOUT.plusSeconds(5);

    /** How many deliveries to a webhook are in progress at a time. */
    private static final int AT_ONCE = 8;

    private final BookingEngine engine;
    private final WebhookStore webhooks;
    private final UUID holder = UUID.randomUUID();
    private final WebhookSender sender = new WebhookSender();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread main;
    private volatile Instant leasedUntil = Instant.MIN;

    /** Begins to deliver, as soon as no other server does. The engine stays the caller's. */
    public WebhookDeliverer(BookingEngine engine) {
        this.engine = engine;
        this.webhooks = engine.webhooks();
        this.main = Thread.ofVirtual().name("lastroom-webhooks").start(this::run);
    }

    private void run() {
        boolean isClosed = false;
        while (!isClosed) {
            try {
                look();
            } catch (StoreException e) {
                LOG.debug("webhooks cannot be read now", e);
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
        if (all.isEmpty() || !hasLease()) {
            return;
        }
        for (Webhook webhook : all) {
            if (busy.add(webhook.id())) {
                Future<?> _ = threads.submit(() -> work(webhook));
            }
        }
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

    private void work(Webhook webhook) {
        try {
            Optional<Webhook> next = Optional.of(webhook);
            while (next.isPresent() && mayDeliver()) {
                sendDue(next.get());
                next = sendNew(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.debug("{} is told later", webhook, e);
        } catch (RuntimeException | ExecutionException e) {
            LOG.error("{} could not be told", webhook, e);
        } finally {
            busy.remove(webhook.id());
        }
    }

    /** What is due again does not wait until there is nothing new. */
    private void sendDue(Webhook webhook) throws InterruptedException, ExecutionException {
        List<FailedDelivery> due = new ArrayList<>();
        List<Recorded> events = new ArrayList<>();
        for (FailedDelivery delivery : webhooks.due(webhook.id(), engine.now(), AT_ONCE)) {
            Recorded event = event(delivery.eventId());
            if (event == null) {
                // Somebody has deleted it from the log.
                webhooks.retried(holder, webhook.id(), delivery.eventId(), null);
            } else {
                due.add(delivery);
                events.add(event);
            }
        }
        List<Future<@Nullable String>> errors = send(webhook, events);
        for (int i = 0; i < due.size(); i++) {
            FailedDelivery before = due.get(i);
            String error = errors.get(i).get();
            FailedDelivery after = error == null ? null : before.again(engine.now(), error);
            webhooks.retried(holder, webhook.id(), before.eventId(), after);
            if (after != null && after.isDead()) {
                LOG.warn(
                        "{} did not take event {} in {} attempts: {}",
                        webhook,
                        after.eventId(),
                        after.attempts(),
                        error);
            }
        }
    }

    private @Nullable Recorded event(EventId id) {
        EventId before = new EventId(id.batch(), id.place() - 1);
        return engine.read().events(before, null, 1).events().stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Sends a page, and gives from where to go on if there is more and not all of it has failed. */
    private Optional<Webhook> sendNew(Webhook webhook) throws InterruptedException, ExecutionException {
        if (!mayDeliver()) {
            return Optional.empty();
        }
        EventPage page = engine.read().events(webhook.told(), null, AT_ONCE);
        List<FailedDelivery> failed = sendFirst(webhook, page.events());
        boolean goesOn = !page.events().isEmpty()
                && webhooks.told(holder, webhook, page.next(), failed)
                && page.hasMore()
                && failed.size() < page.events().size();
        return goesOn ? Optional.of(webhook.toldUntil(page.next())) : Optional.empty();
    }

    private List<FailedDelivery> sendFirst(Webhook webhook, List<Recorded> events)
            throws InterruptedException, ExecutionException {
        List<Future<@Nullable String>> errors = send(webhook, events);
        List<FailedDelivery> failed = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String error = errors.get(i).get();
            if (error != null) {
                failed.add(FailedDelivery.first(webhook.id(), events.get(i).id(), engine.now(), error));
            }
        }
        return failed;
    }

    /** Sends all at once, and gives what went wrong with each in their order; null where nothing did. */
    private List<Future<@Nullable String>> send(Webhook webhook, List<Recorded> events) throws InterruptedException {
        List<Callable<@Nullable String>> sends = new ArrayList<>();
        for (Recorded event : events) {
            sends.add(() -> sender.send(webhook, event, engine.now()));
        }
        return threads.invokeAll(sends);
    }

    /** Ends what it is doing, and lets another server deliver at once. */
    @Override
    public void close() {
        closed.countDown();
        try {
            main.join();
            threads.shutdownNow();
            sender.close();
            boolean _ = threads.awaitTermination(LONGEST_DELIVERY.toSeconds(), TimeUnit.SECONDS);
            if (leasedUntil.isAfter(engine.now())) {
                boolean _ = webhooks.lease(holder, engine.now(), engine.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.debug("the lease of the webhooks ends by itself", e);
        }
    }
}

package dev.lastroom.server.webhook;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.feed.FilteredLog;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.webhook.Attempt;
import dev.lastroom.engine.webhook.Condition;
import dev.lastroom.engine.webhook.Condition.Sending;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.engine.webhook.WebhookStore.Retried;
import dev.lastroom.server.webhook.WebhookSender.Attempted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a few events at once to one webhook, and records the results: first what is due again, then what is new. One
 * thread at a time for each webhook.
 */
final class WebhookRounds {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRounds.class);

    /** The most deliveries to a webhook in progress at a time. */
    private static final int AT_ONCE = 8;

    /** How long skipped events are remembered in memory only. Writing each would cost more than sending it. */
    private static final Duration NOTE_PASSED_EVERY = Duration.ofSeconds(10);

    private final BookingEngine engine;
    private final WebhookStore webhooks;
    private final FilteredLog log;
    private final UUID holder;
    private final WebhookSender sender;
    private final WebhookMetrics metrics;
    private final ExecutorService threads;
    private final Map<UUID, Passed> passed = new ConcurrentHashMap<>();

    /** How far events were skipped for a webhook in the given state, which is not written yet. */
    private record Passed(EventId told, EventFilter filter, EventId reached, Instant since) {

        boolean isOf(Webhook webhook) {
            return told.equals(webhook.told()) && filter.equals(webhook.filter());
        }
    }

    WebhookRounds(
            BookingEngine engine, UUID holder, WebhookSender sender, WebhookMetrics metrics, ExecutorService threads) {
        this.engine = engine;
        this.webhooks = engine.webhooks();
        this.log = new FilteredLog(engine.housekeeping());
        this.holder = holder;
        this.sender = sender;
        this.metrics = metrics;
        this.threads = threads;
    }

    /**
     * Sends what is due again. Returns the webhook's new state, or nothing if someone has changed it or the lease is
     * lost.
     */
    Optional<Webhook> sendDue(Webhook webhook) throws InterruptedException, ExecutionException {
        List<Retried> retried = new ArrayList<>();
        List<FailedDelivery> due = new ArrayList<>();
        List<Recorded> events = new ArrayList<>();
        for (FailedDelivery delivery : webhooks.due(webhook.id(), engine.now(), AT_ONCE)) {
            Recorded event = event(delivery.eventId());
            if (event == null) {
                // Someone has deleted it from the log.
                retried.add(new Retried(delivery.eventId(), null));
            } else {
                due.add(delivery);
                events.add(event);
            }
        }
        if (due.isEmpty() && retried.isEmpty()) {
            return Optional.of(webhook);
        }
        List<Attempted> results = send(webhook, events);
        Instant retryAt = latestRetry(results);
        for (int i = 0; i < due.size(); i++) {
            Attempt attempt = results.get(i).attempt();
            FailedDelivery failed = attempt.error() == null
                    ? null
                    : due.get(i).again(attempt.at(), attempt.error()).notBefore(retryAt);
            retried.add(new Retried(due.get(i).eventId(), failed));
        }
        Webhook after = webhook.in(conditionAfter(webhook, results, Sending.AGAIN, retryAt));
        if (!webhooks.retried(holder, webhook, after, retried)) {
            return Optional.empty();
        }
        reportDead(webhook, retried);
        reportChange(webhook, after);
        return Optional.of(after);
    }

    private @Nullable Recorded event(EventId id) {
        EventId before = new EventId(id.batch(), id.place() - 1);
        return engine.housekeeping().events(before, null, 1).events().stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Sends the next events. Returns the webhook's new state if there is more and not all attempts failed. */
    Optional<Webhook> sendNew(Webhook webhook) throws InterruptedException, ExecutionException {
        EventPage wanted = wanted(webhook);
        if (wanted.events().isEmpty()) {
            return passOver(webhook, wanted);
        }
        List<Attempted> results = send(webhook, wanted.events());
        Instant retryAt = latestRetry(results);
        List<FailedDelivery> failed = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Attempt attempt = results.get(i).attempt();
            if (attempt.error() != null) {
                EventId id = wanted.events().get(i).id();
                failed.add(FailedDelivery.first(webhook.id(), id, attempt.at(), attempt.error())
                        .notBefore(retryAt));
            }
        }
        Webhook after = webhook.toldUntil(wanted.next()).in(conditionAfter(webhook, results, Sending.NEW, retryAt));
        if (!webhooks.told(holder, webhook, after, failed)) {
            return Optional.empty();
        }
        passed.remove(webhook.id());
        reportChange(webhook, after);
        return wanted.hasMore() && failed.size() < results.size() ? Optional.of(after) : Optional.empty();
    }

    private EventPage wanted(Webhook webhook) {
        Passed before = passed(webhook);
        EventId from = before == null ? webhook.told() : before.reached();
        return log.events(from, null, webhook.filter(), AT_ONCE);
    }

    private @Nullable Passed passed(Webhook webhook) {
        Passed before = passed.get(webhook.id());
        return before != null && before.isOf(webhook) ? before : null;
    }

    /** Records, now and then, that no events were wanted. */
    private Optional<Webhook> passOver(Webhook webhook, EventPage none) {
        Passed before = passed(webhook);
        if (none.next().equals(webhook.told())) {
            return Optional.empty();
        }
        Instant since = before == null ? engine.now() : before.since();
        if (!none.hasMore() && engine.now().isBefore(since.plus(NOTE_PASSED_EVERY))) {
            passed.put(webhook.id(), new Passed(webhook.told(), webhook.filter(), none.next(), since));
            return Optional.empty();
        }
        passed.remove(webhook.id());
        Webhook after = webhook.toldUntil(none.next());
        return webhooks.told(holder, webhook, after, List.of()) && none.hasMore()
                ? Optional.of(after)
                : Optional.empty();
    }

    /** Sends all events at once, and returns the results in their order. */
    private List<Attempted> send(Webhook webhook, List<Recorded> events)
            throws InterruptedException, ExecutionException {
        List<Callable<Attempted>> sends = new ArrayList<>();
        for (Recorded event : events) {
            sends.add(() -> sender.send(webhook, WebhookMessage.of(event), engine::now));
        }
        List<Attempted> results = new ArrayList<>();
        for (Future<Attempted> sent : threads.invokeAll(sends)) {
            results.add(sent.get());
        }
        results.forEach(attempted -> metrics.attempted(attempted.attempt().reception()));
        return results;
    }

    private static @Nullable Instant latestRetry(List<Attempted> results) {
        return results.stream()
                .map(Attempted::retryAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Condition conditionAfter(
            Webhook webhook, List<Attempted> results, Sending sending, @Nullable Instant retryAt) {
        return webhook.condition()
                .after(results.stream().map(Attempted::attempt).toList(), sending, retryAt);
    }

    private static void reportDead(Webhook webhook, List<Retried> retried) {
        for (Retried delivery : retried) {
            FailedDelivery failed = delivery.failed();
            if (failed != null && failed.isDead()) {
                LOG.warn(
                        "{} did not take event {} in {} attempts: {}",
                        webhook,
                        failed.eventId(),
                        failed.attempts(),
                        failed.error());
            }
        }
    }

    /** Logs one line when failing begins and one when it ends, regardless of the attempts in between. */
    private static void reportChange(Webhook before, Webhook after) {
        Attempt last = after.condition().last();
        String error = last == null ? null : last.error();
        if (after.condition().disabled() != null && before.condition().disabled() == null) {
            LOG.warn("{} is disabled: {}; nothing is sent to it until an admin enables it", after, error);
        } else if (after.condition().isFailing() && !before.condition().isFailing()) {
            LOG.warn("{} is failing: {}; events that it does not take are sent again", after, error);
        } else if (before.condition().isFailing() && !after.condition().isFailing()) {
            LOG.warn(
                    "{} takes events again; it had been failing since {}",
                    after,
                    before.condition().failingSince());
        }
    }
}

package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.command.Fingerprint;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.webhook.AddedWebhook;
import dev.lastroom.engine.webhook.Attempt;
import dev.lastroom.engine.webhook.Backlog;
import dev.lastroom.engine.webhook.Condition;
import dev.lastroom.engine.webhook.EventFilter;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.engine.webhook.WebhookStore.Creation;
import dev.lastroom.engine.webhook.WebhookStore.Retried;
import dev.lastroom.store.testkit.database.TestDatabase;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks are kept, and only the holder of the lease moves them on. */
public abstract class WebhookContract {

    private static final EventId FIRST = new EventId(1, 1);
    private static final EventId SECOND = new EventId(2, 1);

    private final UUID holder = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Webhook webhook = Webhook.of(
            UUID.randomUUID(),
            URI.create("https://example.com/hook?x=1"),
            "whsec_c2VjcmV0",
            new EventFilter(List.of("booking.booked", "booking.cancelled"), List.of(new PropertyId("lisbon"))),
            NOON,
            EventId.START);
    private Store store;
    private WebhookStore webhooks;

    @BeforeEach
    void open(TestDatabase database) {
        store = database.open();
        webhooks = store.webhooks();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(Webhook added) {
        assertThat(webhooks.add(added, null)).isEqualTo(new AddedWebhook.New());
    }

    /** Records that all events up to {@code told} were tried, and that some failed. */
    private boolean told(UUID who, Webhook before, EventId told, FailedDelivery... failed) {
        return webhooks.told(who, before, before.toldUntil(told), List.of(failed));
    }

    private boolean retried(UUID who, EventId event, @Nullable FailedDelivery failed) {
        return webhooks.retried(who, webhook, webhook, List.of(new Retried(event, failed)));
    }

    @Test
    void isKeptUntilItIsRemoved() {
        add(webhook);
        assertThat(webhooks.all()).containsExactly(webhook);
        assertThat(webhooks.find(webhook.id())).contains(webhook);
        assertThat(webhooks.remove(webhook.id())).isTrue();
        assertThat(webhooks.remove(webhook.id())).isFalse();
        assertThat(webhooks.all()).isEmpty();
        assertThat(webhooks.find(webhook.id())).isEmpty();
    }

    @Test
    void isChangedAsAWhole() {
        add(webhook);
        Attempt attempt = new Attempt(NOON, Attempt.Reception.REFUSED, 500, "status 500");
        UnaryOperator<Webhook> change = before -> before.at(URI.create("http://other.example/"))
                .withFilter(EventFilter.ALL)
                .with(before.secret().rotated("whsec_bmV3", NOON.plusSeconds(60)))
                .in(new Condition(attempt, NOON.minusSeconds(1), NOON.plusSeconds(1), null)
                        .disabledBy(Condition.Reason.ADMIN, NOON));
        assertThat(webhooks.change(webhook.id(), change)).contains(change.apply(webhook));
        assertThat(webhooks.all()).containsExactly(change.apply(webhook));

        assertThat(webhooks.change(
                        webhook.id(), before -> before.in(before.condition().enabled())))
                .get()
                .satisfies(enabled -> assertThat(enabled.condition())
                        .isEqualTo(new Condition(attempt, NOON.minusSeconds(1), null, null)));
        assertThat(webhooks.change(UUID.randomUUID(), change)).isEmpty();
    }

    @Test
    void aRepeatedRequestAddsNoOtherWebhook() {
        Creation creation = creation("k1", "a");
        assertThat(webhooks.add(webhook, creation)).isEqualTo(new AddedWebhook.New());
        assertThat(webhooks.add(another(), creation)).isEqualTo(new AddedWebhook.Replayed(webhook));
        assertThat(webhooks.add(another(), creation("k1", "b"))).isEqualTo(new AddedWebhook.KeyConflict());
        assertThat(webhooks.add(another(), creation("k2", "a"))).isEqualTo(new AddedWebhook.New());
        webhooks.remove(webhook.id());
        assertThat(webhooks.add(another(), creation))
                .as("a key lives as long as its webhook")
                .isEqualTo(new AddedWebhook.New());
    }

    private static Creation creation(String key, String body) {
        return new Creation(ScopedKey.of("owner", new IdempotencyKey(key)), Fingerprint.of("POST /v1/webhooks", body));
    }

    @Test
    void theNumberOfWebhooksIsLimited() {
        for (int i = 0; i < Webhook.COUNT_MAX; i++) {
            add(another());
        }
        assertThat(webhooks.add(another(), null)).isEqualTo(new AddedWebhook.Full());
        assertThat(webhooks.all()).hasSize(Webhook.COUNT_MAX);
    }

    @Test
    void theNumberOfWebhooksIsLimitedHoweverManyAreAddedAtOnce() throws Exception {
        for (int i = 0; i < Webhook.COUNT_MAX - 1; i++) {
            add(another());
        }
        List<Callable<AddedWebhook>> adds = Collections.nCopies(8, () -> webhooks.add(another(), null));
        try (ExecutorService threads = Executors.newFixedThreadPool(adds.size())) {
            List<AddedWebhook> added = new ArrayList<>();
            for (Future<AddedWebhook> one : threads.invokeAll(adds)) {
                added.add(one.get());
            }
            assertThat(added).containsOnlyOnce(new AddedWebhook.New());
        }
        assertThat(webhooks.all()).hasSize(Webhook.COUNT_MAX);
    }

    private Webhook another() {
        return Webhook.of(
                UUID.randomUUID(), webhook.url(), webhook.secret().current(), EventFilter.ALL, NOON, EventId.START);
    }

    @Test
    void onlyOneServerHasTheLease() {
        assertThat(webhooks.lease(holder, NOON, NOON.plusSeconds(60))).isTrue();
        assertThat(webhooks.lease(other, NOON.plusSeconds(59), NOON.plusSeconds(119)))
                .isFalse();
        assertThat(webhooks.lease(holder, NOON.plusSeconds(59), NOON.plusSeconds(119)))
                .isTrue();
        assertThat(webhooks.lease(other, NOON.plusSeconds(119), NOON.plusSeconds(179)))
                .isTrue();
        assertThat(webhooks.lease(holder, NOON.plusSeconds(120), NOON.plusSeconds(180)))
                .isFalse();
    }

    @Test
    void aServerThatLostTheLeaseMovesNothingOn() {
        add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        FailedDelivery failed = FailedDelivery.first(webhook.id(), FIRST, NOON, "status 500");
        assertThat(told(holder, webhook, FIRST, failed)).isTrue();
        Webhook told = webhook.toldUntil(FIRST);
        assertThat(webhooks.all()).containsExactly(told);

        webhooks.lease(other, NOON.plusSeconds(60), NOON.plusSeconds(120));
        assertThat(told(holder, told, SECOND)).isFalse();
        assertThat(retried(holder, FIRST, null)).isFalse();
        assertThat(webhooks.all()).containsExactly(told);
        assertThat(webhooks.due(webhook.id(), NOON.plusSeconds(5), 10)).containsExactly(failed);
    }

    @Test
    void aDeliveryInProgressDoesNotMoveARewoundWebhookOn() {
        Webhook told = webhook.toldUntil(SECOND);
        add(told);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        assertThat(webhooks.rewind(told.id(), FIRST)).isTrue();
        assertThat(told(holder, told, new EventId(3, 1))).isFalse();
        assertThat(webhooks.all()).containsExactly(webhook.toldUntil(FIRST));
        assertThat(webhooks.rewind(UUID.randomUUID(), FIRST)).isFalse();
    }

    @Test
    void aFailedDeliveryIsDueAgainUntilItIsADeadLetterAndThenOnlyOnRequest() {
        add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        FailedDelivery failed = FailedDelivery.first(webhook.id(), FIRST, NOON, "status 500");
        told(holder, webhook, FIRST, failed);
        assertThat(webhooks.due(webhook.id(), NOON.plusSeconds(4), 10)).isEmpty();

        while (!failed.isDead()) {
            failed = failed.again(NOON, "status 503");
            assertThat(retried(holder, FIRST, failed)).isTrue();
        }
        assertThat(failed.attempts()).isEqualTo(10);
        assertThat(webhooks.due(webhook.id(), NOON.plusSeconds(1_000_000), 10)).isEmpty();
        assertThat(webhooks.dead(webhook.id(), EventId.START, 10)).containsExactly(failed);
        assertThat(webhooks.dead(webhook.id(), FIRST, 10)).isEmpty();

        assertThat(webhooks.replayDead(webhook.id(), SECOND, NOON)).isZero();
        assertThat(webhooks.replayDead(webhook.id(), FIRST, NOON)).isEqualTo(1);
        assertThat(webhooks.dead(webhook.id(), EventId.START, 10)).isEmpty();
        assertThat(webhooks.due(webhook.id(), NOON, 10))
                .singleElement()
                .satisfies(due -> assertThat(due.attempts()).isZero());
        assertThat(retried(holder, FIRST, null)).isTrue();
        assertThat(webhooks.due(webhook.id(), NOON, 10)).isEmpty();
    }

    @Test
    void itsConditionIsRecordedWithItsCursor() {
        add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        Attempt refused = new Attempt(NOON, Attempt.Reception.REFUSED, 503, "status 503");
        Webhook failing = webhook.toldUntil(FIRST).in(new Condition(refused, NOON, NOON.plusSeconds(30), null));
        assertThat(webhooks.told(holder, webhook, failing, List.of())).isTrue();
        assertThat(webhooks.all()).containsExactly(failing);

        Attempt gone = new Attempt(NOON, Attempt.Reception.GONE, 410, "status 410");
        Webhook ended = failing.in(failing.condition().after(List.of(gone), Condition.Sending.AGAIN, null));
        assertThat(webhooks.retried(holder, failing, ended, List.of())).isTrue();
        assertThat(webhooks.all()).containsExactly(ended);
        assertThat(ended.condition().disabled()).isEqualTo(new Condition.Disabled(NOON, Condition.Reason.GONE));
    }

    @Test
    void aDeliveryInProgressDoesNotEnableAWebhookDisabledMeanwhile() {
        add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        webhooks.change(webhook.id(), before -> before.in(before.condition().disabledBy(Condition.Reason.ADMIN, NOON)));
        assertThat(told(holder, webhook, FIRST)).isTrue();
        assertThat(webhooks.all())
                .singleElement()
                .satisfies(still -> assertThat(still.condition().disabled()).isNotNull());
    }

    @Test
    void aDeliveryToAnOldAddressIsNotRecorded() {
        add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        webhooks.change(webhook.id(), before -> before.at(URI.create("https://other.example/")));
        assertThat(told(holder, webhook, FIRST)).isFalse();
        assertThat(retried(holder, FIRST, null)).isFalse();
        assertThat(webhooks.find(webhook.id()))
                .get()
                .satisfies(moved -> assertThat(moved.told()).isEqualTo(EventId.START));
    }

    @Test
    void itsBacklogIsCounted() {
        try (BookingEngine engine = GrandHotel.engine(store)) {
            GrandHotel.open(engine, 4, 6);
            add(webhook);
            webhooks.lease(holder, NOON, NOON.plusSeconds(60));
            Backlog all = webhooks.backlog(webhook);
            assertThat(all.pending()).isGreaterThanOrEqualTo(3);
            assertThat(all.pendingSince()).isNotNull();
            assertThat(all.nextTryAt()).isNull();
            assertThat(all.deadLetters()).isZero();

            EventId last = engine.read().lastEvent();
            Webhook told = webhook.toldUntil(last);
            FailedDelivery failed = FailedDelivery.first(webhook.id(), FIRST, NOON, "status 500");
            FailedDelivery dead = new FailedDelivery(webhook.id(), SECOND, 10, NOON, null, "status 500");
            assertThat(told(holder, webhook, last, failed, dead)).isTrue();
            assertThat(webhooks.backlog(told)).isEqualTo(new Backlog(1, NOON, NOON.plusSeconds(5), 1));

            assertThat(retried(holder, FIRST, null)).isTrue();
            assertThat(webhooks.backlog(told)).isEqualTo(new Backlog(0, null, null, 1));
        }
    }

    @Test
    void countingHasALimit() {
        add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        List<FailedDelivery> many = IntStream.rangeClosed(1, Backlog.COUNTED_MAX + 1)
                .mapToObj(i -> FailedDelivery.first(webhook.id(), new EventId(i, 1), NOON.plusSeconds(i), "status 500"))
                .toList();
        Webhook told = webhook.toldUntil(new EventId(many.size(), 1));
        assertThat(webhooks.told(holder, webhook, told, many)).isTrue();
        assertThat(webhooks.backlog(told))
                .isEqualTo(new Backlog(Backlog.COUNTED_MAX, NOON.plusSeconds(1), NOON.plusSeconds(6), 0));
    }
}

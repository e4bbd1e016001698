package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.Hotel.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.EventId;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.webhook.FailedDelivery;
import dev.lastroom.engine.webhook.Webhook;
import dev.lastroom.engine.webhook.WebhookStore;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks are kept, and only who holds the lease moves them on. */
public abstract class WebhookContract {

    private static final EventId FIRST = new EventId(1, 1);
    private static final EventId SECOND = new EventId(2, 1);

    private final UUID holder = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Webhook webhook = new Webhook(
            UUID.randomUUID(), URI.create("https://example.com/hook?x=1"), "whsec_c2VjcmV0", NOON, EventId.START);
    private TestDatabase database;
    private Store store;
    private WebhookStore webhooks;

    /** Opens a fresh database. */
    protected abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database();
        store = database.open();
        webhooks = store.webhooks();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void isKeptUntilItIsRemoved() {
        assertThat(webhooks.add(webhook)).isTrue();
        assertThat(webhooks.all()).containsExactly(webhook);
        assertThat(webhooks.remove(webhook.id())).isTrue();
        assertThat(webhooks.remove(webhook.id())).isFalse();
        assertThat(webhooks.all()).isEmpty();
    }

    @Test
    void thereAreOnlySoMany() {
        for (int i = 0; i < Webhook.COUNT_MAX; i++) {
            assertThat(webhooks.add(another())).isTrue();
        }
        assertThat(webhooks.add(another())).isFalse();
        assertThat(webhooks.all()).hasSize(Webhook.COUNT_MAX);
    }

    private Webhook another() {
        return new Webhook(UUID.randomUUID(), webhook.url(), webhook.secret(), NOON, EventId.START);
    }

    @Test
    void onlyOneHasTheLease() {
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
    void whoLostTheLeaseMovesNothingOn() {
        webhooks.add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        FailedDelivery failed = FailedDelivery.first(webhook.id(), FIRST, NOON, "status 500");
        assertThat(webhooks.told(holder, webhook, FIRST, List.of(failed))).isTrue();
        Webhook told = webhook.toldUntil(FIRST);
        assertThat(webhooks.all()).containsExactly(told);

        webhooks.lease(other, NOON.plusSeconds(60), NOON.plusSeconds(120));
        assertThat(webhooks.told(holder, told, SECOND, List.of())).isFalse();
        webhooks.retried(holder, webhook.id(), FIRST, null);
        assertThat(webhooks.all()).containsExactly(told);
        assertThat(webhooks.due(webhook.id(), NOON.plusSeconds(5), 10)).containsExactly(failed);
    }

    @Test
    void whoeverWantsToBeToldAgainIsNotMovedOnByADeliveryInProgress() {
        Webhook told = webhook.toldUntil(SECOND);
        webhooks.add(told);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        assertThat(webhooks.rewind(told.id(), FIRST)).isTrue();
        assertThat(webhooks.told(holder, told, new EventId(3, 1), List.of())).isFalse();
        assertThat(webhooks.all()).containsExactly(webhook.toldUntil(FIRST));
        assertThat(webhooks.rewind(UUID.randomUUID(), FIRST)).isFalse();
    }

    @Test
    void aFailedDeliveryIsDueAgainUntilItIsADeadLetterAndThenOnlyWhenAskedFor() {
        webhooks.add(webhook);
        webhooks.lease(holder, NOON, NOON.plusSeconds(60));
        FailedDelivery failed = FailedDelivery.first(webhook.id(), FIRST, NOON, "status 500");
        webhooks.told(holder, webhook, FIRST, List.of(failed));
        assertThat(webhooks.due(webhook.id(), NOON.plusSeconds(4), 10)).isEmpty();

        while (!failed.isDead()) {
            failed = failed.again(NOON, "status 503");
            webhooks.retried(holder, webhook.id(), FIRST, failed);
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
        webhooks.retried(holder, webhook.id(), FIRST, null);
        assertThat(webhooks.due(webhook.id(), NOON, 10)).isEmpty();
    }
}

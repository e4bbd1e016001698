package dev.lastroom.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.webhook.Condition.Disabled;
import dev.lastroom.engine.webhook.Condition.Reason;
import dev.lastroom.engine.webhook.Condition.Sending;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a webhook starts and stops failing, and what else its receiver can say. */
class ConditionTest {

    private static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private static Attempt taken(Instant at) {
        return new Attempt(at, Attempt.Reception.TAKEN, 204, null);
    }

    private static Attempt refused(Instant at) {
        return new Attempt(at, Attempt.Reception.REFUSED, 500, "status 500");
    }

    private static Condition after(Condition before, Sending sending, Attempt... attempts) {
        return before.after(List.of(attempts), sending, null);
    }

    @Test
    void failingBeginsWhenNoNewEventIsTakenAndEndsWhenOneIs() {
        Condition failing = after(Condition.FRESH, Sending.NEW, refused(NOON), refused(NOON));
        assertThat(failing.failingSince()).isEqualTo(NOON);
        assertThat(after(failing, Sending.NEW, refused(LATER)).failingSince()).isEqualTo(NOON);
        assertThat(after(failing, Sending.AGAIN, refused(LATER)).failingSince()).isEqualTo(NOON);
        assertThat(after(failing, Sending.AGAIN, taken(LATER)).isFailing()).isFalse();
        assertThat(after(failing, Sending.NEW, taken(LATER), refused(LATER)).isFailing())
                .isFalse();
        assertThat(failing.after(List.of(), Sending.NEW, null)).isEqualTo(failing);
    }

    @Test
    void anEventThatNoReceiverCanTakeDoesNotMakeAWebhookFail() {
        Condition well = after(Condition.FRESH, Sending.NEW, taken(NOON), refused(NOON));
        assertThat(well.isFailing()).isFalse();
        Condition again = after(well, Sending.AGAIN, refused(LATER));
        assertThat(again.isFailing()).isFalse();
        assertThat(again.last()).isEqualTo(refused(LATER));
    }

    @Test
    void goneEndsIt() {
        Attempt gone = new Attempt(NOON, Attempt.Reception.GONE, 410, "status 410");
        Condition ended = after(Condition.FRESH, Sending.NEW, gone, taken(NOON));
        assertThat(ended.disabled()).isEqualTo(new Disabled(NOON, Reason.GONE));
        assertThat(ended.last()).isEqualTo(gone);
        assertThat(ended.isOpen(LATER)).isFalse();
        assertThat(ended.disabledBy(Reason.ADMIN, LATER)).isEqualTo(ended);
        assertThat(ended.enabled().isOpen(LATER)).isTrue();
    }

    @Test
    void aPauseIsKeptToItsEnd() {
        Condition paused = Condition.FRESH.after(List.of(refused(NOON)), Sending.NEW, LATER);
        assertThat(paused.isOpen(LATER.minusNanos(1))).isFalse();
        assertThat(paused.isOpen(LATER)).isTrue();
        assertThat(paused.enabled().isOpen(NOON)).isTrue();
        assertThat(paused.elsewhere()).isEqualTo(Condition.FRESH);
    }

    @Test
    void aDeliveryWaitsAtLeastAsLongAsItsReceiverWants() {
        UUID webhook = UUID.randomUUID();
        FailedDelivery first = FailedDelivery.first(webhook, new EventId(1, 1), NOON, "status 429");
        assertThat(nextAt(first, null)).isEqualTo(NOON.plusSeconds(5));
        assertThat(nextAt(first, NOON.plusSeconds(4))).isEqualTo(NOON.plusSeconds(5));
        assertThat(nextAt(first, LATER)).isEqualTo(LATER);
        FailedDelivery dead = new FailedDelivery(webhook, new EventId(1, 1), 10, NOON, null, "status 429");
        assertThat(dead.notBefore(LATER)).isEqualTo(dead);
    }

    private static @Nullable Instant nextAt(FailedDelivery delivery, @Nullable Instant retryAt) {
        return delivery.notBefore(retryAt).nextAt();
    }
}

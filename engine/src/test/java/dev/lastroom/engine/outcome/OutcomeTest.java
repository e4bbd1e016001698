package dev.lastroom.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Refusal SOLD_OUT =
            new InsufficientInventory(new RoomTypeId("deluxe"), 2, 1, LocalDate.of(2027, 3, 1));

    @Test
    void anOutcomeOfAMixedBatchHasTheTypeOfItsCommand() {
        Outcome<?> mixed = new Done<>("booked", true);
        assertThat(mixed.as(String.class)).isEqualTo(new Done<>("booked", true));
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> mixed.as(Integer.class));
        assertThat(new Refused<String>(SOLD_OUT, true).as(Integer.class)).isEqualTo(new Refused<>(SOLD_OUT, true));
        Limit limit = new Limit("laneQueueMax", 1);
        assertThat(new Failed<String>(Failure.OVERLOADED, "full", limit).as(Integer.class))
                .isEqualTo(new Failed<>(Failure.OVERLOADED, "full", limit));
    }

    @Test
    void anOutcomeThatIsNotDoneIsThrownWithItsReason() {
        assertThat(new Done<>(7, false).orElseThrow()).isEqualTo(7);
        assertThatIllegalStateException()
                .isThrownBy(() -> new Refused<Integer>(SOLD_OUT, false).orElseThrow())
                .withMessage("refused: " + SOLD_OUT.message());
        assertThatIllegalStateException()
                .isThrownBy(() -> new Failed<Integer>(Failure.STORE_UNAVAILABLE, "away").orElseThrow())
                .withMessage("failed: STORE_UNAVAILABLE: away");
    }

    @Test
    void aRefusalHasACodeAndSaysWhetherItCanPass() {
        Refusal item = new ItemRefused(1, SOLD_OUT);
        assertThat(item.code()).isEqualTo(Code.INSUFFICIENT_INVENTORY);
        assertThat(item.isTransient()).isTrue();
        assertThat(item.isKept()).isTrue();
        Refusal conflict = new IdempotencyConflict(new IdempotencyKey("key"));
        assertThat(conflict.code()).isEqualTo(Code.IDEMPOTENCY_CONFLICT);
        assertThat(conflict.isTransient()).isFalse();
        assertThat(conflict.isKept()).isFalse();
    }
}

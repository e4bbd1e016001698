package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Samples.DELUXE;
import static dev.lastroom.store.jdbc.stored.Samples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Restriction;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRefusalTest {

    private static final AllotmentId ALLOTMENT = new AllotmentId(new UUID(1, 2));

    static Stream<Refusal> kept() {
        return Stream.of(
                new InsufficientInventory(DELUXE, 5, 3, TODAY),
                new RoomTypeNotFound(DELUXE),
                new RestrictionViolated(DELUXE, TODAY, Restriction.MIN_STAY, 3),
                new AllotmentNotFound(ALLOTMENT),
                new AllotmentExhausted(ALLOTMENT, 2, 1, TODAY),
                new ItemRefused(3, new RestrictionViolated(DELUXE, TODAY, Restriction.CLOSED, 0)));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void readsWhatItWrites(Refusal refusal) {
        assertThat(refusal.isKept()).isTrue();
        assertThat(StoredRefusal.read(StoredRefusal.write(refusal))).isEqualTo(refusal);
    }

    @Test
    void refusesToWriteARefusalThatNoKeyKeeps() {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredRefusal.write(new NoStay("no stay")));
    }

    @Test
    void writesAFormThatDoesNotChangeBetweenVersions() {
        assertThat(StoredRefusal.write(new InsufficientInventory(DELUXE, 5, 3, TODAY)))
                .isEqualTo("INSUFFICIENT_INVENTORY|deluxe|5|3|2027-01-10");
        assertThat(StoredRefusal.write(new RoomTypeNotFound(DELUXE))).isEqualTo("ROOM_TYPE_NOT_FOUND|deluxe");
    }

    /** Splitting the rest again for every item took seconds for ten thousand characters. */
    @Test
    void anItemHasNoItems() {
        String item = "ITEM|1|";
        assertThat(StoredRefusal.read(item + "ROOM_TYPE_NOT_FOUND|deluxe")).isInstanceOf(Refusal.ItemRefused.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredRefusal.read(item.repeat(2) + "ROOM_TYPE_NOT_FOUND|deluxe"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "ROOM_TYPE_NOT_FOUND",
                "ROOM_TYPE_NOT_FOUND|",
                "ROOM_TYPE_NOT_FOUND|deluxe|",
                "INSUFFICIENT_INVENTORY|deluxe|5|3",
                "INSUFFICIENT_INVENTORY|deluxe|5|three|2027-01-10",
                "INSUFFICIENT_INVENTORY|deluxe|5|3|2027-02-30",
                "SOLD_OUT|deluxe"
            })
    void refusesToReadAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredRefusal.read(text));
    }
}

package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.NightRun;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NightRunTest {

    private static final LocalDate LAST_OF_MAY = LocalDate.of(2030, 5, 31);

    private static NightKey night(String roomType, int day) {
        return new NightKey(new RoomTypeId(roomType), LAST_OF_MAY.plusDays(day));
    }

    private static NightRun<NightKey> run(String roomType, int first, int last) {
        return new NightRun<>(night(roomType, first), LAST_OF_MAY.plusDays(last));
    }

    @Test
    void joinsConsecutiveNightsAndNoOthers() {
        List<NightKey> nights = List.of(
                night("a", 0),
                night("a", 1),
                night("a", 2),
                night("a", 4),
                night("b", 5),
                night("b", 6),
                night("c", 6));
        assertThat(NightRun.of(nights, Function.identity(), (_, _) -> true))
                .containsExactly(run("a", 0, 2), run("a", 4, 4), run("b", 5, 6), run("c", 6, 6));
    }

    @Test
    void joinsOnlyNightsThatAreLikeTheFirst() {
        record Counted(NightKey key, int rooms) {}
        List<Counted> nights = List.of(
                new Counted(night("a", 0), 1),
                new Counted(night("a", 1), 1),
                new Counted(night("a", 2), 2),
                new Counted(night("a", 3), 1));
        assertThat(NightRun.of(nights, Counted::key, (one, other) -> one.rooms() == other.rooms()))
                .extracting(run -> run.first().rooms(), NightRun::last)
                .containsExactly(
                        tuple(1, LAST_OF_MAY.plusDays(1)),
                        tuple(2, LAST_OF_MAY.plusDays(2)),
                        tuple(1, LAST_OF_MAY.plusDays(3)));
    }

    @Test
    void noNightsMakeNoRun() {
        assertThat(NightRun.of(List.<NightKey>of(), Function.identity(), (_, _) -> true))
                .isEmpty();
    }
}

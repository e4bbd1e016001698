package dev.lastroom.engine.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecountTest {

    private static final RoomTypeId A = new RoomTypeId("a");
    private static final RoomTypeId B = new RoomTypeId("b");
    private static final LocalDate DAY = LocalDate.of(2027, 1, 10);

    private final Recount recount = new Recount();

    @Test
    void isConsistentIfEveryNightHasTheRoomsOfItsBookings() {
        recount.stays(A, DAY, DAY.plusDays(2), 2, 3);
        recount.stays(A, DAY.plusDays(1), DAY.plusDays(3), 1, 1);
        recount.night(A, DAY, 3);
        recount.night(A, DAY.plusDays(1), 4);
        recount.night(A, DAY.plusDays(2), 1);
        recount.night(A, DAY.plusDays(3), 0);
        IntegrityReport report = recount.report();
        assertThat(report.consistent()).isTrue();
        assertThat(report).isEqualTo(new IntegrityReport(4, 3, report.drift()));
    }

    @Test
    void countsNothingOnTheDayOfDeparture() {
        recount.stays(A, DAY, DAY.plusDays(1), 1, 1);
        recount.night(A, DAY, 1);
        recount.night(A, DAY.plusDays(1), 1);
        assertThat(recount.report().drift()).containsExactly(new Drift(A, DAY.plusDays(1), 0, 1));
    }

    @Test
    void namesNightsThatSayTooManyOrTooFew() {
        recount.stays(A, DAY, DAY.plusDays(2), 1, 2);
        recount.night(A, DAY, 3);
        recount.night(A, DAY.plusDays(1), 1);
        IntegrityReport report = recount.report();
        assertThat(report.consistent()).isFalse();
        assertThat(report.drift()).containsExactly(new Drift(A, DAY, 2, 3), new Drift(A, DAY.plusDays(1), 2, 1));
    }

    @Test
    void doesNotMixRoomTypes() {
        recount.stays(A, DAY, DAY.plusDays(1), 1, 1);
        recount.night(A, DAY, 0);
        recount.night(B, DAY, 1);
        assertThat(recount.report().drift()).containsExactly(new Drift(A, DAY, 1, 0), new Drift(B, DAY, 0, 1));
    }

    @Test
    void listsDriftByRoomTypeAndDateEvenForNightsNeverOpened() {
        recount.stays(A, DAY, DAY.plusDays(2), 1, 1);
        recount.night(A, DAY.plusDays(1), 0);
        recount.night(B, DAY, 1);
        assertThat(recount.report().drift())
                .containsExactly(new Drift(A, DAY, 1, 0), new Drift(A, DAY.plusDays(1), 1, 0), new Drift(B, DAY, 0, 1));
    }

    @Test
    void looksOnlyAtTheNamedNightsIfAnyAreNamed() {
        Recount some = new Recount(Set.of(new NightKey(A, DAY.plusDays(1))));
        some.stays(A, DAY, DAY.plusDays(3), 1, 2);
        some.night(A, DAY.plusDays(1), 1);
        assertThat(some.report()).isEqualTo(new IntegrityReport(1, 1, List.of(new Drift(A, DAY.plusDays(1), 2, 1))));
    }

    @Test
    void findsNothingInAnEmptyHotel() {
        assertThat(recount.report().consistent()).isTrue();
    }
}

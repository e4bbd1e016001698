package dev.lastroom.engine.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StayTest {

    private static final LocalDate DAY = LocalDate.of(2027, 1, 15);

    @Test
    void theNightOfDepartureIsNotPartOfIt() {
        Stay stay = new Stay(DAY, DAY.plusDays(2));
        assertThat(stay.dates()).containsExactly(DAY, DAY.plusDays(1));
        assertThat(stay.nights()).isEqualTo(2);
    }

    @Test
    void backToBackStaysShareNoNight() {
        Stay first = Stay.of(DAY, 2);
        Stay second = Stay.of(first.end(), 2);
        assertThat(first.dates()).doesNotContainAnyElementsOf(second.dates());
    }

    @Test
    void startsBeforeItEnds() {
        refused(DAY, DAY, "startDate 2027-01-15 must be before endDate 2027-01-15");
        refused(DAY, DAY.minusDays(1), "must be before");
    }

    @Test
    void lastsOneTo365NightsAndNot366() {
        assertThat(Stay.of(DAY, 1).nights()).isEqualTo(1);
        assertThat(Stay.of(DAY, 365).dates()).hasSize(365);
        refused(DAY, DAY.plusDays(366), "366 nights, at most 365");
    }

    @Test
    void lastsAYearEvenAcrossALeapDay() {
        Stay stay = Stay.of(LocalDate.of(2028, 1, 1), 365);
        assertThat(stay.end()).isEqualTo(LocalDate.of(2028, 12, 31));
        assertThat(stay.dates()).contains(LocalDate.of(2028, 2, 29));
    }

    @Test
    void keepsDatesFrom1970To9999() {
        LocalDate first = LocalDate.of(1970, 1, 1);
        LocalDate last = LocalDate.of(9999, 12, 31);
        assertThat(Stay.of(first, 1).start()).isEqualTo(first);
        assertThat(new Stay(last.minusDays(1), last).end()).isEqualTo(last);
        refused(first.minusDays(1), first, "between 1970-01-01 and 9999-12-31");
        refused(last, last.plusDays(1), "between 1970-01-01 and 9999-12-31");
        refused(LocalDate.MIN, LocalDate.MAX, "between 1970-01-01 and 9999-12-31");
    }

    private static void refused(LocalDate start, LocalDate end, String reason) {
        assertThatExceptionOfType(InvalidDateRangeException.class)
                .isThrownBy(() -> new Stay(start, end))
                .withMessageContaining(reason);
    }
}

package dev.lastroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the sender leaves a receiver in peace. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1",
                "120 | 120",
                "3600 | 3600",
                "3601 | 3600",
                "99999999999999999999 | 3600",
                "Sun, 10 Jan 2027 12:00:30 GMT | 30",
                "Sun, 10 Jan 2027 13:00:01 GMT | 3600",
                "Sun, 10 Jan 2100 13:00:00 GMT | 3600",
            })
    void secondsAndDatesUpToAnHour(String header, long seconds) {
        assertThat(RetryAfter.until(header, NOW)).isEqualTo(NOW.plusSeconds(seconds));
        assertThat(RetryAfter.MAX).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-5", "1.5", "soon", "Sun, 10 Jan 2027 11:59:59 GMT", "2027-01-10T13:00:00Z"})
    void pastAndMalformedTimesAreIgnored(String header) {
        assertThat(RetryAfter.until(header, NOW)).isNull();
    }

    @Test
    void aNumberTooLongToParseIsBoundedToo() {
        assertThat(RetryAfter.until("9".repeat(1_000), NOW)).isEqualTo(NOW.plus(RetryAfter.MAX));
    }
}

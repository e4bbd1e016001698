package dev.lastroom.proof.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.proof.replay.HistoryEvent.Books;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

    @TempDir
    Path folder;

    @Test
    void rowsAreCountedAndRowsWithoutANightAreSkipped() throws Exception {
        StayHistory history = read(HistoryFile.ofEveryRule().plain());

        assertThat(history.rows()).isEqualTo(10);
        assertThat(history.skipped()).isEqualTo(1);
        assertThat(history.events()).isEqualTo(9 + 4);
    }

    @Test
    void aRoomTypeBelongsToAHotelAndHasThePeakNumberOfRooms() throws Exception {
        List<RoomTypeHistory> roomTypes =
                read(HistoryFile.ofEveryRule().plain()).roomTypes();

        assertThat(roomTypes)
                .extracting(RoomTypeHistory::name)
                .containsExactly("City Hotel A", "City Hotel B", "Resort Hotel A");
        assertThat(roomTypes).extracting(RoomTypeHistory::capacity).containsExactly(2, 1, 1);
        assertThat(roomTypes).extracting(RoomTypeHistory::pricePerNight).containsOnly(9_950L);
    }

    @Test
    void withinADayCancelsOfEarlierBookingsComeFirstAndACancelOfASameDayBookingRightAfterIt() throws Exception {
        RoomTypeHistory roomType =
                read(HistoryFile.ofEveryRule().plain()).roomTypes().getFirst();

        assertThat(roomType.events().stream().map(HistoryTest::describe))
                .containsExactly(
                        "2016-03-01 books 3",
                        "2016-03-04 books 4",
                        "2016-03-04 cancels 4",
                        "2016-03-04 books 5",
                        "2016-03-05 cancels 3",
                        "2016-03-05 books 1",
                        "2016-03-05 books 2",
                        "2016-03-07 books 6",
                        "2016-03-08 cancels 6");
    }

    private static String describe(HistoryEvent event) {
        return event.day() + (event instanceof Books ? " books " : " cancels ") + event.row();
    }

    @Test
    void aCompressedFileReadsAsThePlainOne() throws Exception {
        HistoryFile file = HistoryFile.ofEveryRule();

        assertThat(read(file.gzip())).isEqualTo(read(file.plain()));
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstColumn() throws Exception {
        String text = "\uFEFF" + new String(HistoryFile.ofEveryRule().plain(), StandardCharsets.UTF_8);

        assertThat(read(text.getBytes(StandardCharsets.UTF_8)).rows()).isEqualTo(10);
    }

    @Test
    void aNegativeMeanRateMakesTheNightsFree() throws Exception {
        HistoryFile file = HistoryFile.ofEveryRule().replace(9, "99.5", "-6.38");

        assertThat(read(file.plain()).roomTypes().get(1).pricePerNight()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 | lead_time       | days            | line 1, column lead_time: is missing from the header
                    1 | country         | country,country | line 1: The header contains a duplicate name: "country"
                    4 | ,10,2016        | ,ten,2016       | line 4, column lead_time: must be a whole number
                    4 | ,10,2016        | ,-1,2016        | line 4, column lead_time: must be a whole number
                    4 | ,10,2016        | ,9999999,2016   | line 4, column lead_time: must be a whole number
                    4 | March           | Mars            | line 4, column arrival_date_month: must be the English name
                    4 | March,27,11     | June,27,31      | line 4, column arrival_date_day_of_month: is not in June 2016
                    4 | 27,11,0,1       | 27,11,0,366     | line 4, column stays_in_week_nights: does not make a stay
                    4 | Canceled        | Cancelled       | line 4, column reservation_status: must be Check-Out
                    4 | 2016-03-05      | 05/03/2016      | line 4, column reservation_status_date: must be a date
                    4 | 99.5            | much            | line 4, column adr: must be a number
                    4 | City Hotel      | ''              | line 4, column hotel: is empty
                    4 | ,Transient      | ''              | line 4: has 31 columns, but the header has 32
                    4 | City Hotel      | "City Hotel"s   | line 4: the file is damaged
                    """)
    void aBadFileIsRefusedWithLineAndColumn(int line, String text, String by, String message) {
        byte[] file = HistoryFile.ofEveryRule().replace(line, text, by).plain();

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadHistoryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTruncatedFileIsRefused() {
        byte[] whole = HistoryFile.ofEveryRule().gzip();

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 20)))
                .isInstanceOf(BadHistoryException.class)
                .hasMessageContaining("the file is damaged");
    }

    @Test
    void anEmptyFileAndAFileOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(BadHistoryException.class)
                .hasMessage("line 1, column hotel: is missing from the header");
        assertThatThrownBy(() -> read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadHistoryException.class)
                .hasMessage("line 1, column hotel: is missing from the header");
        assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 1, 2, 3}))
                .isInstanceOf(BadHistoryException.class)
                .hasMessageContaining("damaged");
    }

    private StayHistory read(byte[] content) throws IOException, BadHistoryException {
        return HistoryReader.read(Files.write(folder.resolve("history.csv"), content));
    }
}

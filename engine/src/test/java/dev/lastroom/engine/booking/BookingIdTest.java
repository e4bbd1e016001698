package dev.lastroom.engine.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookingIdTest {

    private static final Instant AT = Instant.parse("2027-01-10T11:00:00.123456Z");
    private static final RoomTypeId DELUXE = new RoomTypeId("deluxe");

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "-1, 0", "0, -1", "1234567890123456789, -987654321"})
    void isAUuidOfVersion7AndTheStandardVariant(long random) {
        UUID value = NewId.of(AT, DELUXE, random).value();
        assertThat(value.version()).isEqualTo(7);
        assertThat(value.variant()).isEqualTo(2);
    }

    @Test
    void carriesItsMillisecond() {
        UUID value = NewId.of(AT, DELUXE, -1).value();
        assertThat(value.getMostSignificantBits() >>> 16).isEqualTo(AT.toEpochMilli());
    }

    @Test
    void growsWithTimeWhateverTheRandomBits() {
        BookingId earlier = NewId.of(AT, DELUXE, -1).booking();
        BookingId later = NewId.of(AT.plusMillis(1), DELUXE, 0).booking();
        assertThat(earlier).isLessThan(later);
        assertThat(earlier.toString()).isLessThan(later.toString());
    }

    @Test
    void usesAllOfItsRandomBits() {
        long differing1 = NewId.of(AT, DELUXE, 0).value().getMostSignificantBits()
                ^ NewId.of(AT, DELUXE, -1).value().getMostSignificantBits();
        long differing2 = NewId.of(AT, DELUXE, 0).value().getLeastSignificantBits()
                ^ NewId.of(AT, DELUXE, -1).value().getLeastSignificantBits();
        assertThat(Long.bitCount(differing1) + Long.bitCount(differing2)).isEqualTo(58);
    }

    @Test
    void carriesTheHintOfItsRoomTypeThroughItsText() {
        SplittableRandom random = new SplittableRandom(42);
        IntStream.range(0, 1_000).mapToObj(i -> new RoomTypeId("room-" + i)).forEach(roomType -> {
            BookingId id = NewId.of(AT, roomType, random.nextLong()).booking();
            assertThat(BookingId.parse(id.toString()).hint())
                    .isEqualTo(NewId.hint(roomType))
                    .isBetween(0, 0xffff);
        });
    }

    @Test
    void hintsSpreadRoomTypesOverLanes() {
        long even = IntStream.range(0, 1_000)
                .map(i -> NewId.hint(new RoomTypeId("room-" + i)) % 2)
                .filter(lane -> lane == 0)
                .count();
        assertThat(even).isBetween(400L, 600L);
    }

    @Test
    void readsTheTextItWrites() {
        BookingId id = NewId.of(AT, DELUXE, 5).booking();
        assertThat(BookingId.parse(id.toString())).isEqualTo(id);
        assertThat(BookingId.parse("0194D5E8-0000-7000-8000-00000000ABCD"))
                .hasToString("0194d5e8-0000-7000-8000-00000000abcd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0194d5e8000070008000000000000000",
                "0194d5e8-0000-7000-8000-00000000000",
                "0194d5e8-0000-7000-8000-0000000000000",
                " 194d5e8-0000-7000-8000-000000000000",
                "0194d5e8-0000-7000-8000-00000000000g",
                "0194d5e80-000-7000-8000-000000000000",
                "+194d5e8-0000-7000-8000-000000000000",
                "-194d5e8-0000-7000-8000-00000000000",
                "\uFF10194d5e8-0000-7000-8000-000000000000",
                "{0194d5e8-0000-7000-8000-0000000000}"
            })
    void readsNoOtherForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BookingId.parse(text))
                .withMessage("must be a UUID");
    }

    @Test
    void isOrderedLikeItsText() {
        BookingId low = BookingId.parse("00000000-0000-7000-8000-000000000000");
        BookingId signBitOfLow = BookingId.parse("00000000-0000-7000-7fff-ffffffffffff");
        BookingId signBitOfHigh = BookingId.parse("80000000-0000-7000-8000-000000000000");
        assertThat(signBitOfLow).isLessThan(low);
        assertThat(low).isLessThan(signBitOfHigh);
    }
}

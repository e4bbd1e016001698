package dev.lastroom.engine.booking;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.STAY;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static dev.lastroom.engine.testing.TestHotel.book;
import static dev.lastroom.engine.testing.TestHotel.cancel;
import static dev.lastroom.engine.testing.TestHotel.newId;
import static dev.lastroom.engine.testing.TestHotel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyOutcome.AnEntry;
import dev.lastroom.engine.outcome.KeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingValuesTest {

    @Test
    void aKeyHas1To255PrintableAsciiCharacters() {
        assertThat(new IdempotencyKey("a ~").value()).isEqualTo("a ~");
        assertThat(new IdempotencyKey("k".repeat(255)).value()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\n", "\u007f", "é", "\0", "\t"})
    void aKeyWithOtherCharactersIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(value));
    }

    @Test
    void aKeyOf256CharactersIsRefused() {
        aKeyWithOtherCharactersIsRefused("k".repeat(256));
    }

    @Test
    void aRequestCutsItsTimeToMicroseconds() {
        Request<?> request =
                new Request<>(book(1), Caller.embedded("r"), Instant.parse("2027-01-10T11:00:00.123456789Z"), newId());
        assertThat(request.at()).isEqualTo(Instant.parse("2027-01-10T11:00:00.123456Z"));
    }

    @Test
    void aDerivedKeyIsTheSha256OfTheFiveFields() {
        // printf 'alice|deluxe|2027-01-10|2027-01-13|2' | sha256sum
        assertThat(book(2).key()).hasToString("c940d8073715731eb13c25aea9f821094fad4bfe4e3942820435530e2aee0ceb");
    }

    @Test
    void aDerivedKeyAndAFingerprintDifferWithEveryField() {
        Book all = book(2);
        assertThat(new Book[] {
                    new Book(new UserId("bob"), new RoomStay(DELUXE, STAY, 2), null),
                    Book.of("alice", "standard", STAY, 2),
                    Book.of("alice", "deluxe", Stay.of(TODAY, 2), 2),
                    Book.of("alice", "deluxe", Stay.of(TODAY.plusDays(1), 2), 2),
                    book(3)
                })
                .allSatisfy(other -> {
                    assertThat(other.key()).isNotEqualTo(all.key());
                    assertThat(other.fingerprint()).isNotEqualTo(all.fingerprint());
                });
    }

    @Test
    void aGivenKeyIsNotPartOfTheFingerprint() {
        assertThat(book(2).withKey("a").key()).hasToString("a");
        assertThat(book(2).withKey("a").fingerprint()).isEqualTo(book(2).fingerprint());
    }

    @Test
    void aBookingHas1To1000Rooms() {
        assertThat(book(1).wanted().rooms()).isEqualTo(1);
        assertThat(book(1_000).wanted().rooms()).isEqualTo(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> book(0));
        assertThatIllegalArgumentException().isThrownBy(() -> book(1_001));
    }

    @Test
    void nightsAreOpenedUpTo1100AtATime() {
        assertThat(open(1_100, null, null).to()).isEqualTo(TODAY.plusDays(1_100));
        assertThatExceptionOfType(InvalidDateRangeException.class)
                .isThrownBy(() -> open(1_101, null, null))
                .withMessageContainingAll("from", "to", "1101 nights; at most 1100");
        assertThatExceptionOfType(InvalidDateRangeException.class).isThrownBy(() -> open(0, null, null));
    }

    @Test
    void nightsAreOpenedWithinTheLimitsOfRoomTypes() {
        assertThat(open(1, 0, 0L).totalRooms()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> open(1, -1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> open(1, 100_001, null));
        assertThatIllegalArgumentException().isThrownBy(() -> open(1, null, -1L));
        assertThatIllegalArgumentException().isThrownBy(() -> open(1, null, 1_000_000_000_001L));
    }

    private static OpenNights open(int nights, @Nullable Integer total, @Nullable Long price) {
        return new OpenNights(DELUXE, TODAY, TODAY.plusDays(nights), total, price);
    }

    @Test
    void aKeyStandsForOneKindOfThingOnly() {
        NewId id = newId();
        KeyRecord key = KeyRecord.of(request(book(1)), new AnEntry(id.entry()));
        assertThat(key.outcome(AnEntry.class).id()).isEqualTo(id.entry());
        assertThatIllegalStateException()
                .isThrownBy(() -> key.outcome(ABooking.class))
                .withMessageContaining("stands for AnEntry[id=" + id + "], not for ABooking");
    }

    @Test
    void aKeyIsRememberedAsAHashOfItsOwnerAndItself() {
        // printf 'api\nk' | sha256sum | head -c 32
        assertThat(ScopedKey.of("api", new IdempotencyKey("k"))).hasToString("7d47a4e5-2f51-fb3c-87db-78861137ec82");
        assertThat(ScopedKey.of("a", new IdempotencyKey("k"))).isNotEqualTo(ScopedKey.of("b", new IdempotencyKey("k")));
    }

    @Test
    void keysAreClaimedInTheOrderInWhichDatabasesCompareThem() {
        ScopedKey low = new ScopedKey(UUID.fromString("10000000-0000-0000-0000-000000000000"));
        ScopedKey middle = new ScopedKey(UUID.fromString("10000000-0000-0000-f000-000000000000"));
        ScopedKey high = new ScopedKey(UUID.fromString("f0000000-0000-0000-0000-000000000000"));
        assertThat(List.of(low, middle, high)).isSorted();
        assertThat(high).isEqualByComparingTo(new ScopedKey(high.hash()));
    }

    @Test
    void aRequestToBookClaimsItsKeyAndOthersClaimNone() {
        Claim claim = request(book(2)).claim();
        assertThat(claim)
                .isEqualTo(new Claim(book(2).key(), ScopedKey.of("api", book(2).key()), book(2).fingerprint(), false));
        assertThat(request(cancel(newId().booking())).claim()).isNull();
    }
}

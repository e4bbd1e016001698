package dev.lastroom.store.jdbc.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Presentation.Image;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text forms of values in columns of their own. Databases are full of them: a text here never changes. */
class StoredFormsTest {

    @Test
    void noRulesHaveNoText() {
        assertThat(StoredRules.write(NightRules.NONE)).isNull();
        assertThat(StoredRules.write(new NightRules(2, false, false, false, true, 1, 365, 0, 36_500)))
                .isNull();
        assertThat(StoredRules.read(0, null)).isSameAs(NightRules.NONE);
        assertThat(StoredRules.read(0, "")).isSameAs(NightRules.NONE);
    }

    @Test
    void peopleCanReadTheTextOfRules() {
        assertThat(StoredRules.write(new NightRules(9, true, true, true, false, 2, 7, 1, 300)))
                .isEqualTo("closed cta ctd not-last min=2 max=7 latest=1 earliest=300");
    }

    @Test
    void rulesAreReadBackAsWritten() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            NightRules rules = new NightRules(
                    random.nextInt(3),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    1 + random.nextInt(365),
                    1 + random.nextInt(365),
                    random.nextInt(36_501),
                    random.nextInt(36_501));
            assertThat(StoredRules.read(rules.overbooking(), StoredRules.write(rules)))
                    .isEqualTo(rules);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "closed ", "shut", "min", "min=", "min=0", "max=366", "latest=-1"})
    void malformedRulesAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredRules.read(0, text));
    }

    @Test
    void pricesAreReadBackAsWritten() {
        NightPrices plain = new NightPrices(List.of(12_000L, 13_000L));
        assertThat(StoredPrices.write(plain)).isEqualTo("12000 13000");
        assertThat(StoredPrices.read("12000 13000")).isEqualTo(plain);
        NightPrices added = new NightPrices(
                plain.minor(),
                List.of(
                        new NightPrices.AddedRooms(2, List.of(14_000L, 15_000L)),
                        new NightPrices.AddedRooms(1, List.of(0L, 1L))));
        assertThat(StoredPrices.write(added)).isEqualTo("12000 13000;2x14000 15000;1x0 1");
        assertThat(StoredPrices.read(StoredPrices.write(added))).isEqualTo(added);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  ", "1 ", " 1", "1  2", "1;", "1;2", "1;2x", "1;2x3 4"})
    void malformedPricesAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredPrices.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"14:30% 1:100%", "0:5000", "1000:1%"})
    void cancellationPoliciesAreWrittenAsTheyWereRead(String text) {
        assertThat(StoredTerms.write(StoredTerms.cancellation(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30% from 2", "5000 from 1000"})
    void depositPoliciesAreWrittenAsTheyWereRead(String text) {
        assertThat(StoredTerms.write(StoredTerms.deposit(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30%", "x:30%", "5:0%", "5:101%", "5:-1", "-1:30%", "1001:30%", "5:10% 5:20%"})
    void aMalformedCancellationPolicyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredTerms.cancellation(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30%",
                "0% from 1",
                "101% from 1",
                "0 from 1",
                "1000000000001 from 1",
                "30% from 0",
                "9 from 1001"
            })
    void aMalformedDepositPolicyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredTerms.deposit(text));
    }

    @Test
    void picturesAndAmenitiesAreReadBackAsWritten() {
        List<Image> images = List.of(
                new Image("https://example.com/view.jpg?w=800", "The sea, from the balcony"),
                new Image("http://example.com/bed.jpg", ""));
        assertThat(StoredPresentation.images(images))
                .isEqualTo("https://example.com/view.jpg?w=800 The sea, from the balcony\nhttp://example.com/bed.jpg ");
        assertThat(StoredPresentation.images(StoredPresentation.images(images))).isEqualTo(images);
        List<String> amenities = List.of("Wi-Fi", "Bath, with a view 房");
        assertThat(StoredPresentation.lines(StoredPresentation.lines(amenities)))
                .isEqualTo(amenities);
        assertThat(StoredPresentation.lines("")).isEmpty();
        assertThat(StoredPresentation.lines(List.of())).isEmpty();
    }
}

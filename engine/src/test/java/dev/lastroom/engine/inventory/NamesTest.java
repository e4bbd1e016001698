package dev.lastroom.engine.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Deluxe", "Hôtel de l'Œuvre", "海の宿", "Suite \uD83C\uDF0A", "50% off"})
    void takesTextOfEveryScript(String text) {
        assertThat(Names.check(text)).isEqualTo(text);
        assertThat(Names.checkDescription(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x08, 0x0B, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F})
    void refusesControlCharacters(int control) {
        String text = "Del" + (char) control + "uxe";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.check(text))
                .withMessageContaining("control characters");
        assertThatIllegalArgumentException().isThrownBy(() -> Names.checkDescription(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\ttwo"})
    void letsOnlyADescriptionHaveLinesAndTabs(String text) {
        assertThat(Names.checkDescription(text)).isEqualTo(text);
        assertThatIllegalArgumentException().isThrownBy(() -> Names.check(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD83C, 0xDF0A})
    void refusesALoneSurrogate(int surrogate) {
        String text = "Suite " + (char) surrogate;
        assertThatIllegalArgumentException().isThrownBy(() -> Names.check(text));
        assertThatIllegalArgumentException().isThrownBy(() -> Names.checkDescription(text));
    }

    @Test
    void limitsANameTo200CharactersAndADescriptionTo2000() {
        assertThat(Names.check("x".repeat(200))).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.check("x".repeat(201)))
                .withMessageContaining("200");
        assertThat(Names.checkDescription("x".repeat(2_000))).hasSize(2_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.checkDescription("x".repeat(2_001)))
                .withMessageContaining("2000");
    }

    /** Java's own check does not treat a no-break space or a zero-width space as blank. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u2007\u202f", "\u200b", "\u2060\ufeff", " \u3000 ", "\u2003"})
    void refusesANameOfSpacesOfAnyKind(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.check(name)).withMessage("must not be blank");
    }

    @Test
    void countsWhatPeopleCount() {
        String wave = "\uD83C\uDF0A";
        assertThat(Names.check(wave.repeat(200))).hasSize(400);
        assertThatIllegalArgumentException().isThrownBy(() -> Names.check(wave.repeat(201)));
        assertThat(Presentation.checkAmenity(wave.repeat(100))).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> Presentation.checkAmenity(wave.repeat(101)));
    }

    @Test
    void refusesABlankNameAndTakesAnEmptyDescription() {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.check(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Names.check("  "));
        assertThat(Names.checkDescription("")).isEmpty();
    }
}

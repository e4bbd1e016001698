package dev.lastroom.engine.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.booking.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "...", "a.", "_", "-", "Seaside_2.north-wing"})
    void takesLettersDigitsAndThreeMarks(String value) {
        assertThat(new PropertyId(value)).hasToString(value);
        assertThat(new RoomTypeId(value)).hasToString(value);
        assertThat(new UserId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a|b",
                "a/b",
                "é",
                "\u0660",
                "a\n",
                "\0",
                "\uD83D\uDE00",
                "a:b",
                ".",
                "..",
                "@",
                "[",
                "`",
                "{"
            })
    void refusesEverythingElse(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PropertyId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomTypeId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(value));
    }

    @Test
    void takes64CharactersAndNot65() {
        String longest = "x".repeat(64);
        assertThat(new PropertyId(longest).value()).isEqualTo(longest);
        assertThat(new RoomTypeId(longest).value()).isEqualTo(longest);
        assertThat(new UserId(longest).value()).isEqualTo(longest);
        refusesEverythingElse(longest + "x");
    }

    @Test
    void areOrderedByCharacterCode() {
        assertThat(new RoomTypeId("Z")).isLessThan(new RoomTypeId("a"));
        assertThat(new PropertyId("10")).isLessThan(new PropertyId("9"));
        assertThat(new UserId("a-")).isLessThan(new UserId("a."));
    }
}

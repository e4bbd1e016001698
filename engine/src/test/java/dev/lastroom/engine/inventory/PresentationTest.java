package dev.lastroom.engine.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastroom.engine.inventory.Presentation.Image;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {

    private static final Image VIEW = new Image("https://example.com/view.jpg?w=800", "The sea, from the balcony");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "view.jpg",
                "/view.jpg",
                "ftp://example.com/a",
                "javascript:alert(1)",
                "https://",
                "https:///view.jpg",
                "https://example.com/a b",
                "https://example.com/a\nb",
                "https://example.com/é"
            })
    void onlyAbsoluteAddressesOfTheWebAreTaken(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Image(url, ""));
    }

    @Test
    void everyLengthAndNumberIsLimited() {
        String longest = "https://example.com/" + "x".repeat(Image.URL_LENGTH_MAX - 20);
        assertThat(new Image(longest, "x".repeat(200)).url()).hasSize(2_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new Image(longest + "x", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Image(longest, "x".repeat(201)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Presentation(Collections.nCopies(Presentation.IMAGES_MAX + 1, VIEW), List.of()));
        List<String> many = IntStream.rangeClosed(0, Presentation.AMENITIES_MAX)
                .mapToObj(String::valueOf)
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new Presentation(List.of(), many));
        assertThatIllegalArgumentException().isThrownBy(() -> Presentation.checkAmenity("x".repeat(101)));
    }

    @Test
    void anAmenityIsNamedOnceAndIsNotBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Presentation(List.of(), List.of("Bath", "Bath")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Presentation(List.of(), List.of(" ")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Presentation(List.of(), List.of("a\nb")));
    }
}

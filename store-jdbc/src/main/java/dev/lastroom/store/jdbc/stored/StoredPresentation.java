package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.inventory.Presentation.Image;
import java.util.Arrays;
import java.util.List;

/**
 * The text forms of what a room type shows: a line for each amenity, and a line for each picture, with its address, a
 * space and its description.
 */
final class StoredPresentation {

    private static final String LINE = "\n";

    private StoredPresentation() {}

    static String lines(List<String> lines) {
        return String.join(LINE, lines);
    }

    static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(LINE, -1));
    }

    static String images(List<Image> images) {
        return lines(images.stream()
                .map(image -> image.url() + " " + image.description())
                .toList());
    }

    static List<Image> images(String text) {
        return lines(text).stream().map(StoredPresentation::image).toList();
    }

    private static Image image(String line) {
        int space = line.indexOf(' ');
        return new Image(line.substring(0, space), line.substring(space + 1));
    }
}

package dev.lastroom.engine.inventory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * A room type as people see it when they choose a room. No decision depends on it. Immutable and thread-safe.
 *
 * @param images at most 20 pictures, the most important first
 * @param amenities at most 50 amenities, in the hotel's own words and order, each once
 */
public record Presentation(List<Image> images, List<String> amenities) {

    /** The most pictures. */
    public static final int IMAGES_MAX = 20;

    /** The most amenities. */
    public static final int AMENITIES_MAX = 50;

    /** The longest amenity, in code points. */
    public static final int AMENITY_LENGTH_MAX = 100;

    /** Nothing to show. */
    public static final Presentation NONE = new Presentation(List.of(), List.of());

    /**
     * @throws IllegalArgumentException if there are too many pictures or amenities, or an amenity is malformed or
     *     repeated
     */
    public Presentation {
        images = List.copyOf(images);
        amenities = List.copyOf(amenities);
        if (images.size() > IMAGES_MAX) {
            throw new IllegalArgumentException("must have at most " + IMAGES_MAX + " images");
        }
        if (amenities.size() > AMENITIES_MAX) {
            throw new IllegalArgumentException("must have at most " + AMENITIES_MAX + " amenities");
        }
        amenities.forEach(Presentation::checkAmenity);
        if (amenities.stream().distinct().count() < amenities.size()) {
            throw new IllegalArgumentException("must not name an amenity twice");
        }
    }

    /**
     * Returns {@code amenity}.
     *
     * @throws IllegalArgumentException if it is blank, too long or has control characters
     */
    public static String checkAmenity(String amenity) {
        return Names.check(amenity, AMENITY_LENGTH_MAX);
    }

    /**
     * A picture, which is stored elsewhere.
     *
     * @param url its absolute address, {@code https} or {@code http}, at most 2,000 characters
     * @param description what the picture shows, at most 200 characters, possibly empty
     */
    public record Image(String url, String description) {

        /** The longest address, in characters. */
        public static final int URL_LENGTH_MAX = 2_000;

        /** @throws IllegalArgumentException if a value is malformed */
        public Image {
            checkUrl(url);
            checkDescription(description);
        }

        /**
         * Returns {@code url}.
         *
         * @throws IllegalArgumentException if it is malformed
         */
        public static String checkUrl(String url) {
            if (url.length() > URL_LENGTH_MAX) {
                throw new IllegalArgumentException("must be at most " + URL_LENGTH_MAX + " characters");
            }
            // With another scheme, such as javascript:, a page that shows the picture would run it.
            if (!url.matches("https?://.+") || !isUri(url)) {
                throw new IllegalArgumentException("must be an absolute https or http address");
            }
            return url;
        }

        private static boolean isUri(String url) {
            try {
                return new URI(url).getHost() != null && url.chars().allMatch(c -> c < 0x80);
            } catch (URISyntaxException e) {
                return false;
            }
        }

        /**
         * Returns {@code description}.
         *
         * @throws IllegalArgumentException if it is too long or has control characters
         */
        public static String checkDescription(String description) {
            return description.isEmpty() ? description : Names.check(description);
        }
    }
}

package dev.lastroom.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the texts of settings may be. */
final class Parsers {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Parsers() {}

    static Setting.Parser<String> text() {
        return text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("must not be empty");
            }
            return text;
        };
    }

    static Setting.Parser<Path> file() {
        return text -> {
            try {
                return Path.of(text().parse(text));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("must name a file", e);
            }
        };
    }

    /** A file, or nothing. */
    static Setting.Parser<Optional<Path>> anyFile() {
        return text -> text.isEmpty() ? Optional.empty() : Optional.of(file().parse(text));
    }

    /** Any text, or none. */
    static Setting.Parser<String> password() {
        return text -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("must have no control characters");
            }
            return text;
        };
    }

    static Setting.Parser<Integer> number(int min, int max) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number that is out of range.
            }
            throw new IllegalArgumentException("must be a whole number, " + min + " to " + max);
        };
    }

    static Setting.Parser<Boolean> yesOrNo() {
        return text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** Yes, no, or nothing where others decide. */
    static Setting.Parser<Optional<Boolean>> yesNoOrAuto() {
        return text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "auto" -> Optional.empty();
            default -> throw new IllegalArgumentException("must be true, false or auto");
        };
    }

    /** A whole number with a unit, such as {@code 500ms}, {@code 5s} or {@code 30d}, between two others. */
    static Setting.Parser<Duration> duration(String min, String max) {
        Duration shortest = duration(min);
        Duration longest = duration(max);
        return text -> {
            if (DURATION.matcher(text).matches()) {
                Duration duration = duration(text);
                if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                    return duration;
                }
            }
            throw new IllegalArgumentException(
                    "must be a number with a unit (ms, s, m, h or d), " + min + " to " + max);
        };
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        Duration unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }
}

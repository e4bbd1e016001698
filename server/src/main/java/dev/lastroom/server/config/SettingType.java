package dev.lastroom.server.config;

import dev.lastroom.server.edge.Proxies;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a setting may have, and how they are written. Immutable and thread-safe.
 *
 * @param range the allowed values, for people to read, such as {@code 1-100} or {@code 1s-1h}
 * @param parser reads a written value
 * @param writer writes a value as the parser reads it
 */
record SettingType<T>(String range, Parser<T> parser, Function<T, String> writer) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /** Reads the text of a setting. */
    @FunctionalInterface
    interface Parser<T> {

        /**
         * Reads {@code text}.
         *
         * @throws IllegalArgumentException saying what the text must be, beginning with "must"
         */
        T parse(String text);
    }

    /** A text that {@code check} returns unchanged. */
    static SettingType<String> text(String range, Parser<String> check) {
        return new SettingType<>(range, check, Function.identity());
    }

    static SettingType<String> text() {
        return text("any text", SettingType::notEmpty);
    }

    private static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }

    static SettingType<Path> file() {
        return new SettingType<>("a file", SettingType::path, Path::toString);
    }

    private static Path path(String text) {
        try {
            return Path.of(notEmpty(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must name a file", e);
        }
    }

    /** A value of another type, or nothing. */
    static <T> SettingType<Optional<T>> orNothing(SettingType<T> type) {
        return new SettingType<>(
                type.range,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(type.parser.parse(text)),
                value -> value.map(type.writer).orElse(""));
    }

    /** Any text, or none. */
    static SettingType<String> password() {
        return text("any text", text -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("must not contain control characters");
            }
            return text;
        });
    }

    /** The addresses of proxies, or none. */
    static SettingType<List<Proxies.Block>> proxies() {
        return new SettingType<>("addresses", Proxies::parse, Proxies::write);
    }

    static SettingType<Proxies.Header> proxyHeader() {
        return new SettingType<>("X-Forwarded-For or Forwarded", Proxies.Header::parse, Proxies.Header::toString);
    }

    static SettingType<Integer> number(int min, int max) {
        Parser<Integer> parser = text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, as for a number out of range.
            }
            throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
        };
        return new SettingType<>(min + "-" + max, parser, String::valueOf);
    }

    static SettingType<Boolean> yesOrNo() {
        Parser<Boolean> parser = text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
        return new SettingType<>("true or false", parser, String::valueOf);
    }

    /** Yes, no, or nothing, where the program decides. */
    static SettingType<Optional<Boolean>> yesNoOrAuto() {
        Parser<Optional<Boolean>> parser = text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "auto" -> Optional.empty();
            default -> throw new IllegalArgumentException("must be true, false or auto");
        };
        return new SettingType<>(
                "true, false or auto",
                parser,
                value -> value.map(String::valueOf).orElse("auto"));
    }

    /**
     * A whole number with a unit, such as {@code 500ms}, {@code 5s} or {@code 30d}, from {@code min} to {@code max}.
     */
    static SettingType<Duration> duration(String min, String max) {
        Duration shortest = parse(min);
        Duration longest = parse(max);
        Parser<Duration> parser = text -> {
            if (DURATION.matcher(text).matches()) {
                Duration duration = parse(text);
                if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                    return duration;
                }
            }
            throw new IllegalArgumentException(
                    "must be a number with a unit (ms, s, m, h or d), from " + min + " to " + max);
        };
        return new SettingType<>(min + "-" + max, parser, SettingType::write);
    }

    private static Duration parse(String text) {
        Matcher parts = DURATION.matcher(text);
        Duration unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }

    /** Writes a duration in its largest whole unit, except 24h instead of 1d, as people say it. */
    private static String write(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        for (String unit : List.of("d", "h", "m", "s")) {
            Duration one = parse("1" + unit);
            long count = duration.dividedBy(one);
            if (one.multipliedBy(count).equals(duration) && (count > 1 || !unit.equals("d"))) {
                return count + unit;
            }
        }
        return duration.toMillis() + "ms";
    }
}

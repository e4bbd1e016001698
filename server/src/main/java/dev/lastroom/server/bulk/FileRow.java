package dev.lastroom.server.bulk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a file, read strictly. Its methods throw {@link BadFileException} naming line and column. Immutable. */
final class FileRow {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final long line;
    private final Format format;
    private final Map<String, Object> values;

    /**
     * @param line where the row ends in the file, from 1
     * @param format the file's format: in CSV all values are texts, so a text may be a number
     * @param values by column: texts, and whole numbers as {@link Long}; a column without a value is absent
     */
    FileRow(long line, Format format, Map<String, Object> values) {
        this.line = line;
        this.format = format;
        this.values = Map.copyOf(values);
    }

    long line() {
        return line;
    }

    boolean has(String column) {
        return values.containsKey(column);
    }

    /** Reads a text as the value that {@code parse} makes of it. */
    <T> T text(String column, Function<String, T> parse) throws BadFileException {
        return required(column, optionalText(column, parse));
    }

    <T> @Nullable T optionalText(String column, Function<String, T> parse) throws BadFileException {
        return switch (values.get(column)) {
            case null -> null;
            case String text -> checked(column, () -> parse.apply(text));
            default -> throw BadFileException.at(line, column, "must be text");
        };
    }

    LocalDate date(String column) throws BadFileException {
        return text(column, FileRow::parseDate);
    }

    private static LocalDate parseDate(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Reported below, as for a text of another form.
        }
        throw new IllegalArgumentException("must be a date that exists, in the format YYYY-MM-DD");
    }

    /** Reads a number that {@code check} allows. */
    @Nullable
    Long optionalInteger(String column, Function<Long, Long> check) throws BadFileException {
        return switch (values.get(column)) {
            case null -> null;
            case Long number -> checked(column, () -> check.apply(number));
            case String text
            when format.isText() && INTEGER.matcher(text).matches() ->
                checked(column, () -> check.apply(Long.valueOf(text)));
            default -> throw BadFileException.at(line, column, "must be a whole number");
        };
    }

    /**
     * Reads a number as {@link #optionalInteger} does, with a check of an int. A number beyond an int fails the check.
     */
    @Nullable
    Integer optionalInt(String column, IntUnaryOperator check) throws BadFileException {
        Long value = optionalInteger(column, v -> (long) check.applyAsInt(Math.clamp(v, -1, Integer.MAX_VALUE)));
        return value == null ? null : value.intValue();
    }

    /** Makes a value that checks itself, and names {@code column} if it fails. */
    <T> T checked(String column, Supplier<T> make) throws BadFileException {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw BadFileException.at(line, column, String.valueOf(e.getMessage()));
        }
    }

    private <T> T required(String column, @Nullable T value) throws BadFileException {
        if (value == null) {
            throw BadFileException.at(line, column, "is missing");
        }
        return value;
    }
}

package dev.lastroom.store.jdbc.stored;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tab-separated values, as events keep them. The form is compact, since many bookings are written in a second and each
 * has an event. Null is an empty text; instants are microseconds since 1970.
 */
final class Fields {

    private static final char END = '\t';
    private static final char ESCAPE = '\\';

    private Fields() {}

    /** Writes values. Not thread-safe. */
    static final class Writer {

        private final StringBuilder text = new StringBuilder(160);

        /** Adds the text form of a value, which must not contain a tab. */
        Writer add(@Nullable Object value) {
            switch (value) {
                case null -> {}
                case Instant instant -> text.append(micros(instant));
                case Integer number -> text.append(number.intValue());
                case Long number -> text.append(number.longValue());
                default -> text.append(value);
            }
            text.append(END);
            return this;
        }

        Writer add(long value) {
            text.append(value).append(END);
            return this;
        }

        Writer instant(@Nullable Instant value) {
            return value == null ? add(null) : add(micros(value));
        }

        private static long micros(Instant value) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, value);
        }

        /** Adds free text from people. */
        Writer free(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case END -> text.append(ESCAPE).append('t');
                    case ESCAPE -> text.append(ESCAPE).append(ESCAPE);
                    default -> text.append(c);
                }
            }
            text.append(END);
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /**
     * Reads values in the order in which they were written; values that the writer did not know yet are null. Its
     * methods throw {@link IllegalArgumentException} or a {@link java.time.DateTimeException} if the text is malformed.
     * Not thread-safe.
     */
    static final class Reader {

        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        boolean hasMore() {
            return position < text.length();
        }

        /** Returns the next value as it was written. */
        String next() {
            int end = text.indexOf(END, position);
            if (end < 0) {
                throw new IllegalArgumentException("a value is missing");
            }
            String value = text.substring(position, end);
            position = end + 1;
            return value;
        }

        <T> T next(Function<String, T> parse) {
            return parse.apply(next());
        }

        <T> @Nullable T optional(Function<String, T> parse) {
            String value = hasMore() ? next() : "";
            return value.isEmpty() ? null : parse.apply(value);
        }

        int nextInt() {
            return Integer.parseInt(next());
        }

        long nextLong() {
            return Long.parseLong(next());
        }

        LocalDate nextDate() {
            return LocalDate.parse(next());
        }

        Instant nextInstant() {
            return instant(next());
        }

        static Instant instant(String micros) {
            return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
        }

        String nextFree() {
            return free(next());
        }

        /** Returns the text from people that was written as {@code value}. */
        static String free(String value) {
            if (value.indexOf(ESCAPE) < 0) {
                return value;
            }
            StringBuilder free = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c != ESCAPE) {
                    free.append(c);
                } else if (++i < value.length()) {
                    free.append(value.charAt(i) == 't' ? END : value.charAt(i));
                } else {
                    throw new IllegalArgumentException("ends within an escaped character: " + value);
                }
            }
            return free.toString();
        }
    }
}

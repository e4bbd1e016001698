package dev.lastroom.server.fuzz;

import java.util.List;

/**
 * A parser, and what must be true of it for any input.
 *
 * @param name what it reads
 * @param seeds valid inputs, from which others are made
 * @param property reads an input and checks the value; an exception is a fault of the parser
 */
public record FuzzTarget(String name, List<String> seeds, Property property) {

    /** Reads an input. It catches the exceptions that the parser documents and lets all others through. */
    @FunctionalInterface
    public interface Property {
        void check(String input) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    /** A value differs from the one read back from its own text. */
    public static void requireEqual(Object again, Object first) {
        if (!again.equals(first)) {
            throw new IllegalStateException("is read as " + first + " and, once written, as " + again);
        }
    }
}

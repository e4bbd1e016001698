package dev.lastroom.server.fuzz;

import java.util.List;

/**
 * A parser and what must be true of it whatever it reads.
 *
 * @param name what it reads
 * @param seeds inputs that it takes, from which others are made
 * @param property reads an input and checks what came of it; what it throws is a fault of the parser
 */
public record FuzzTarget(String name, List<String> seeds, Property property) {

    /** Reads an input: an exception that the parser documents is caught here, any other is let through. */
    @FunctionalInterface
    public interface Property {
        void check(String input) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What was read differs from what was read of its own text. */
    public static void requireEqual(Object again, Object first) {
        if (!again.equals(first)) {
            throw new IllegalStateException("is read as " + first + " and, once written, as " + again);
        }
    }
}

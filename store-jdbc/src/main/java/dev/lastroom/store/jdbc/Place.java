package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Uuids;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in the order of a list. Its text is the cursor of a page. Immutable and thread-safe.
 *
 * @param dates the values of the dates by which the list is ordered before the id; often none
 * @param id the id of the row
 */
record Place(List<LocalDate> dates, UUID id) implements Comparable<Place> {

    private static final String SEPARATOR = "_";

    Place {
        dates = List.copyOf(dates);
    }

    /**
     * Parses a cursor.
     *
     * @param dates how many dates the list is ordered by
     * @throws IllegalArgumentException if it is not the cursor of such a list
     */
    static Place parse(String cursor, int dates) {
        String[] parts = cursor.split(SEPARATOR, -1);
        if (parts.length != dates + 1) {
            throw new IllegalArgumentException("must be the nextCursor of a page with the same filters");
        }
        try {
            return new Place(Stream.of(parts).limit(dates).map(LocalDate::parse).toList(), Uuids.parse(parts[dates]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be the nextCursor of a page with the same filters", e);
        }
    }

    /** The values of the columns, and of the id. */
    List<Object> values() {
        List<Object> values = new ArrayList<>(dates);
        values.add(id);
        return values;
    }

    @Override
    public int compareTo(Place other) {
        for (int i = 0; i < dates.size(); i++) {
            int order = dates.get(i).compareTo(other.dates.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Uuids.compare(id, other.id);
    }

    @Override
    public String toString() {
        return values().stream().map(Object::toString).collect(Collectors.joining(SEPARATOR));
    }
}

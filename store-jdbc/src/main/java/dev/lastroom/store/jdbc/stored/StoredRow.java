package dev.lastroom.store.jdbc.stored;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table} in the text form of {@link Fields}: its columns in order, without the first ones if the
 * event has columns of its own for them. A text written before a column existed ends before it.
 */
final class StoredRow implements Row<RuntimeException> {

    private final List<Object> ofEvent;
    private final List<String> kept = new ArrayList<>();

    /**
     * Reads a text.
     *
     * @param ofEvent what the event keeps of the first columns
     */
    StoredRow(String text, Object... ofEvent) {
        this.ofEvent = List.of(ofEvent);
        Fields.Reader fields = new Fields.Reader(text);
        while (fields.hasMore()) {
            kept.add(fields.next());
        }
    }

    /** Writes the columns of a row from the place {@code first} on. */
    static <T> String write(Table<T> table, T row, int first) {
        Fields.Writer fields = new Fields.Writer();
        for (Column<T, ?> column :
                table.columns().subList(first, table.columns().size())) {
            Object value = column.of(row);
            if (column.type() == Column.Type.FREE_TEXT && value instanceof String text) {
                fields.free(text);
            } else {
                fields.add(value);
            }
        }
        return fields.toString();
    }

    @Override
    public @Nullable Object kept(Column<?, ?> column) {
        int place = column.place() - ofEvent.size();
        if (place < 0) {
            return ofEvent.get(column.place());
        }
        String text = place < kept.size() ? kept.get(place) : "";
        if (text.isEmpty() && column.type() != Column.Type.FREE_TEXT) {
            return null;
        }
        return switch (column.type()) {
            case UUID -> UUID.fromString(text);
            case TEXT -> text;
            case FREE_TEXT -> Fields.Reader.free(text);
            case DATE -> LocalDate.parse(text);
            case INSTANT -> Fields.Reader.instant(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
        };
    }
}

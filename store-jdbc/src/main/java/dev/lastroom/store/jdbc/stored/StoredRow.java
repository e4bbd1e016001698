package dev.lastroom.store.jdbc.stored;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table} in the text form of {@link Fields}: its columns in order, without the id and the owner, for
 * which an event has columns of its own. A text written before a column existed ends before it.
 */
final class StoredRow implements Row<RuntimeException> {

    private static final int OF_THE_EVENT = 2;

    private final UUID id;
    private final String owner;
    private final List<String> kept = new ArrayList<>();

    StoredRow(UUID id, String owner, String text) {
        this.id = id;
        this.owner = owner;
        Fields.Reader fields = new Fields.Reader(text);
        while (fields.hasMore()) {
            kept.add(fields.next());
        }
    }

    static <T> String write(Table<T> table, T row) {
        Fields.Writer fields = new Fields.Writer();
        for (Column<T, ?> column : table.columns()) {
            if (column.place() >= OF_THE_EVENT) {
                fields.add(column.of(row));
            }
        }
        return fields.toString();
    }

    @Override
    public @Nullable Object kept(Column<?, ?> column) {
        if (column.place() < OF_THE_EVENT) {
            return column.place() == 0 ? id : owner;
        }
        int place = column.place() - OF_THE_EVENT;
        String text = place < kept.size() ? kept.get(place) : "";
        if (text.isEmpty()) {
            return null;
        }
        return switch (column.type()) {
            case UUID -> UUID.fromString(text);
            case TEXT -> text;
            case DATE -> LocalDate.parse(text);
            case INSTANT -> Fields.Reader.instant(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
        };
    }
}

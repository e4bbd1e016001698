package dev.lastroom.store.jdbc.stored;

import dev.lastroom.store.jdbc.stored.Column.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes a table's rows, one column at a time. Every store builds the statements that add and change rows from it
 * and reads rows with it, and events keep rows by it. The first column is the primary key, or begins it; where events
 * keep the id and the owner of a row themselves, the second is the owner. A table is described while its class is
 * initialised; after that it is immutable and thread-safe.
 *
 * <p>A parameter named {@code sql} is the name of a column. It goes into statements, so it must be a literal.
 *
 * @param <T> the type of the table's values
 */
public final class Table<T> {

    private final List<Column<T, ?>> columns = new ArrayList<>();
    private final List<Column<T, ?>> changing = new ArrayList<>();
    private final List<Column<T, ?>> first = new ArrayList<>();

    <V> Column<T, V> uuid(Change change, String sql, Function<T, @Nullable UUID> write, Function<UUID, V> read) {
        return add(change, sql, Column.Type.UUID, write, kept -> read.apply((UUID) kept));
    }

    <V> Column<T, V> text(Change change, String sql, Function<T, @Nullable V> write, Function<String, V> read) {
        return add(change, sql, Column.Type.TEXT, write, kept -> read.apply((String) kept));
    }

    /** A column of values whose text form is not their {@code toString}. */
    <V> Column<T, V> text(
            Change change,
            String sql,
            Function<T, @Nullable V> of,
            Function<V, String> write,
            Function<String, V> read) {
        return add(change, sql, Column.Type.TEXT, row -> kept(of.apply(row), write), kept -> read.apply((String) kept));
    }

    private static <V> @Nullable String kept(@Nullable V value, Function<V, String> write) {
        return value == null ? null : write.apply(value);
    }

    Column<T, String> free(Change change, String sql, Function<T, String> write) {
        return free(change, sql, write, text -> text, text -> text);
    }

    <V> Column<T, V> free(
            Change change, String sql, Function<T, V> of, Function<V, String> write, Function<String, V> read) {
        return add(change, sql, Column.Type.FREE_TEXT, of.andThen(write), kept -> read.apply((String) kept));
    }

    Column<T, LocalDate> date(Change change, String sql, Function<T, @Nullable LocalDate> write) {
        return add(change, sql, Column.Type.DATE, write, LocalDate.class::cast);
    }

    Column<T, Instant> instant(Change change, String sql, Function<T, @Nullable Instant> write) {
        return add(change, sql, Column.Type.INSTANT, write, Instant.class::cast);
    }

    Column<T, Integer> integer(Change change, String sql, Function<T, @Nullable Integer> write) {
        return add(change, sql, Column.Type.INT, write, Integer.class::cast);
    }

    Column<T, Long> number(Change change, String sql, Function<T, @Nullable Long> write) {
        return add(change, sql, Column.Type.LONG, write, Long.class::cast);
    }

    private <V> Column<T, V> add(
            Change change,
            String name,
            Column.Type type,
            Function<T, ? extends @Nullable Object> write,
            Function<Object, V> read) {
        Column<T, V> column = new Column<>(columns.size(), name, type, change, write, read);
        columns.add(column);
        if (change == Change.CHANGES || change == Change.LATER) {
            changing.add(column);
        }
        if (change != Change.LATER) {
            first.add(column);
        }
        return column;
    }

    /** All columns, in the order of their description. */
    public List<Column<T, ?>> columns() {
        return Collections.unmodifiableList(columns);
    }

    /** The columns that may change. */
    public List<Column<T, ?>> changing() {
        return Collections.unmodifiableList(changing);
    }

    /** The columns that a row may have when it is made. */
    public List<Column<T, ?>> first() {
        return Collections.unmodifiableList(first);
    }

    /** Whether a row has nothing but {@link #first()}. */
    public boolean isAtFirst(T row) {
        return columns.stream().allMatch(column -> column.change() != Change.LATER || column.of(row) == null);
    }

    /** The names of {@link #first()}. */
    public String firstNames() {
        return join(first, "%s");
    }

    /** A parameter for each of {@link #first()}. */
    public String firstMarks() {
        return join(first, "?");
    }

    /** The primary key. */
    public Column<T, ?> key() {
        return columns.getFirst();
    }

    /** The names of {@link #columns()}. */
    public String names() {
        return join(columns, "%s");
    }

    /** A parameter for each of {@link #columns()}. */
    public String marks() {
        return join(columns, "?");
    }

    /** The names of {@link #changing()}. */
    public String changingNames() {
        return join(changing, "%s");
    }

    /** A parameter for each of {@link #changing()}. */
    public String changingMarks() {
        return join(changing, "?");
    }

    /** Sets each of {@link #changing()} to a parameter. */
    public String settings() {
        return join(changing, "%s = ?");
    }

    /** Sets each of {@link #changing()} to the column of the same name of a table {@code c}. */
    public String settingsFromC() {
        return join(changing, "%1$s = c.%1$s");
    }

    private static <T> String join(List<Column<T, ?>> columns, String form) {
        return columns.stream().map(column -> form.formatted(column.name())).collect(Collectors.joining(", "));
    }
}

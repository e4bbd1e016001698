package dev.lastroom.engine.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rows of one table within a transaction, as they were read and as they are now. Several changes of one row become
 * one write. Not thread-safe.
 */
public final class Tracked<K extends Comparable<K>, V> {

    /** A row that was read and is different now. */
    public record Changed<V>(V before, V now) {

        /** The rows of {@code changed} as they are now. */
        public static <V> List<V> now(List<Changed<V>> changed) {
            return changed.stream().map(Changed::now).toList();
        }
    }

    private final Map<K, V> read;
    private final Map<K, V> written;

    /**
     * @param read the rows as they were read
     * @param written the rows that were changed, as they are now
     */
    Tracked(Map<K, V> read, Map<K, V> written) {
        this.read = read;
        this.written = written;
    }

    /** Takes a row as it was read. */
    public void load(K key, V value) {
        read.put(key, value);
    }

    /** Whether a row was read. */
    public boolean isLoaded(K key) {
        return read.containsKey(key);
    }

    boolean isWritten() {
        return !written.isEmpty();
    }

    /** All rows as they are now. */
    public Collection<V> now() {
        Map<K, V> all = new HashMap<>(read);
        all.putAll(written);
        return all.values();
    }

    /** The rows that did not exist, by key. */
    public List<V> added() {
        return inOrder(written, key -> !read.containsKey(key), this::now);
    }

    /** The rows that existed and differ now, by key. */
    public List<Changed<V>> changed() {
        return rewritten().stream()
                .filter(changed -> !changed.before().equals(changed.now()))
                .toList();
    }

    /** The rows that existed and differ now, as they are now. */
    SortedMap<K, V> changedByKey() {
        SortedMap<K, V> changed = new TreeMap<>();
        written.forEach((key, now) -> {
            V before = read.get(key);
            if (before != null && !before.equals(now)) {
                changed.put(key, now);
            }
        });
        return changed;
    }

    /** The rows that existed and were changed, by key, even if the changes cancel out. */
    public List<Changed<V>> rewritten() {
        return inOrder(
                read, written::containsKey, key -> new Changed<>(Objects.requireNonNull(read.get(key)), now(key)));
    }

    private V now(K key) {
        return Objects.requireNonNull(written.get(key));
    }

    /**
     * Applies {@code make} to the wanted keys of {@code rows}, in key order. Most tables have no writes in a batch, and
     * rows are usually in order already.
     */
    private <M> List<M> inOrder(Map<K, V> rows, Predicate<K> wanted, Function<K, M> make) {
        return written.isEmpty()
                ? List.of()
                : rows.keySet().stream().filter(wanted).sorted().map(make).toList();
    }
}

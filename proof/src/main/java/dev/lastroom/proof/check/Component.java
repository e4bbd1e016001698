package dev.lastroom.proof.check;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.Op;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.Op.Look;
import dev.lastroom.proof.history.Op.SetTotal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Nights that share bookings, looks or keys, with everything that happened to them. Components have nothing in
 * common. If an order explains each of them, an order explains the whole history, so each is searched alone.
 *
 * @param tasks in the order of their starts
 */
record Component(History history, List<NightKey> nights, List<Task> tasks) {

    /** Splits a history into its components. */
    static List<Component> of(History history) {
        List<Task> tasks = Task.of(history);
        Map<BookingId, Book> books = history.bookRequests();
        Groups groups = new Groups();
        tasks.forEach(task -> groups.join(touched(task.op(), books)));
        Map<Object, List<Task>> tasksOf = new LinkedHashMap<>();
        for (Task task : tasks) {
            Object group = groups.of(touched(task.op(), books).getFirst());
            tasksOf.computeIfAbsent(group, _ -> new ArrayList<>()).add(task);
        }
        Map<Object, List<NightKey>> nightsOf = new HashMap<>();
        history.totals().keySet().stream()
                .sorted()
                .forEach(night -> nightsOf.computeIfAbsent(groups.of(night), _ -> new ArrayList<>())
                        .add(night));
        return tasksOf.entrySet().stream()
                .map(e -> new Component(
                        history, Objects.requireNonNull(nightsOf.get(e.getKey())), List.copyOf(e.getValue())))
                .toList();
    }

    /** Returns the nights and keys that a command involves, at least one. */
    private static List<Object> touched(Op op, Map<BookingId, Book> books) {
        return switch (op) {
            case Book book -> {
                List<Object> touched = new ArrayList<>(book.nights());
                touched.add(book.key());
                yield touched;
            }
            case Cancel(var id) -> {
                Book book = books.get(id);
                yield book == null ? List.of(id) : List.copyOf(book.nights());
            }
            case SetTotal(var nights, int _) -> List.copyOf(nights);
            case Look(var nights) -> List.copyOf(nights);
        };
    }

    /** Joins things, directly or through others. */
    private static final class Groups {

        private final Map<Object, Object> parents = new HashMap<>();

        Object of(Object thing) {
            Object parent = parents.getOrDefault(thing, thing);
            if (parent.equals(thing)) {
                return thing;
            }
            Object root = of(parent);
            parents.put(thing, root);
            return root;
        }

        void join(List<Object> things) {
            things.forEach(thing -> parents.put(of(thing), of(things.getFirst())));
        }
    }
}

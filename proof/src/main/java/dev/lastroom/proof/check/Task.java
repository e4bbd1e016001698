package dev.lastroom.proof.check;

import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.Op;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.Op.Look;
import dev.lastroom.proof.history.Op.SetTotal;
import dev.lastroom.proof.history.Operation;
import dev.lastroom.proof.history.Response;
import dev.lastroom.proof.history.Response.Booked;
import dev.lastroom.proof.history.Response.NothingHappened;
import dev.lastroom.proof.history.Response.Unknown;
import java.util.List;
import java.util.stream.Stream;

/**
 * An event that an order has a place for.
 *
 * @param required whether every order must have it; if not, it may have happened
 */
record Task(Operation operation, boolean required) {

    /** Returns what is left of a history's events once everything known at the end is used. */
    static List<Task> of(History history) {
        return history.operations().stream().flatMap(e -> tasks(history, e)).toList();
    }

    private static Stream<Task> tasks(History history, Operation operation) {
        if (operation.answer() instanceof NothingHappened) {
            return Stream.empty();
        }
        boolean known = !(operation.answer() instanceof Unknown);
        return switch (operation.op()) {
            case Book book -> bookTasks(history, operation, book);
            case Cancel(var booking) ->
                // Nobody cancelled a booking that is live at the end, or that never existed.
                known || Boolean.FALSE.equals(history.bookings().get(booking))
                        ? Stream.of(new Task(operation, known))
                        : Stream.empty();
            case SetTotal _ -> Stream.of(new Task(operation, known));
            case Look _ -> known ? Stream.of(new Task(operation, true)) : Stream.empty();
        };
    }

    /** Bookings never disappear, so the end shows which of the unknown requests made one. */
    private static Stream<Task> bookTasks(History history, Operation operation, Book book) {
        boolean made = history.bookings().containsKey(book.id());
        Booked itself = new Booked(book.id(), false);
        if (operation.answer() instanceof Unknown) {
            if (made) {
                return Stream.of(new Task(with(operation, itself), true));
            }
            // Without a booking, the request can only have left a refusal under a given key, for others to see.
            return !book.derived() && isShared(history, book) ? Stream.of(new Task(operation, false)) : Stream.empty();
        }
        if (made && book.derived() && !operation.answer().equals(itself)) {
            // The answer was lost. The engine asked again after the booking was cancelled and another one had taken
            // over the derived key. So the request made one booking and then saw the other.
            return Stream.of(new Task(with(operation, itself), true), new Task(operation, true));
        }
        return Stream.of(new Task(operation, true));
    }

    private static boolean isShared(History history, Book book) {
        return history.operations().stream()
                .anyMatch(e -> e.op() instanceof Book other
                        && other.key().equals(book.key())
                        && !other.id().equals(book.id()));
    }

    private static Operation with(Operation operation, Response answer) {
        return new Operation(operation.client(), operation.op(), answer, operation.start(), operation.end());
    }

    Op op() {
        return operation.op();
    }
}

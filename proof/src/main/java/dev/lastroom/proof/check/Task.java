package dev.lastroom.proof.check;

import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.ClientAnswer.Booked;
import dev.lastroom.proof.history.ClientAnswer.NothingHappened;
import dev.lastroom.proof.history.ClientAnswer.Unknown;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.Op;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.Op.Look;
import dev.lastroom.proof.history.Op.SetTotal;
import dev.lastroom.proof.history.RecordedCommand;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command that an order has a place for.
 *
 * @param required whether every order must have it; if not, it may have happened
 */
record Task(RecordedCommand recorded, boolean required) {

    /** Returns what is left of a history's commands once everything known at the end is used. */
    static List<Task> of(History history) {
        return history.commands().stream()
                .flatMap(recorded -> tasks(history, recorded))
                .toList();
    }

    private static Stream<Task> tasks(History history, RecordedCommand recorded) {
        if (recorded.answer() instanceof NothingHappened) {
            return Stream.empty();
        }
        boolean known = !(recorded.answer() instanceof Unknown);
        return switch (recorded.op()) {
            case Book book -> bookTasks(history, recorded, book);
            case Cancel(var booking) ->
                // Nobody cancelled a booking that is live at the end, or that never existed.
                known || Boolean.FALSE.equals(history.bookings().get(booking))
                        ? Stream.of(new Task(recorded, known))
                        : Stream.empty();
            case SetTotal _ -> Stream.of(new Task(recorded, known));
            case Look _ -> known ? Stream.of(new Task(recorded, true)) : Stream.empty();
        };
    }

    /** Bookings never disappear, so the end shows which of the unknown requests made one. */
    private static Stream<Task> bookTasks(History history, RecordedCommand recorded, Book book) {
        boolean made = history.bookings().containsKey(book.id());
        Booked itself = new Booked(book.id(), false);
        if (recorded.answer() instanceof Unknown) {
            if (made) {
                return Stream.of(new Task(with(recorded, itself), true));
            }
            // Without a booking, the request can only have left a refusal under a given key, for others to see.
            return !book.derived() && isShared(history, book) ? Stream.of(new Task(recorded, false)) : Stream.empty();
        }
        if (made && book.derived() && !recorded.answer().equals(itself)) {
            // The answer was lost. The engine asked again after the booking was cancelled and another one had taken
            // over the derived key. So the request made one booking and then saw the other.
            return Stream.of(new Task(with(recorded, itself), true), new Task(recorded, true));
        }
        return Stream.of(new Task(recorded, true));
    }

    private static boolean isShared(History history, Book book) {
        return history.commands().stream()
                .anyMatch(recorded -> recorded.op() instanceof Book other
                        && other.key().equals(book.key())
                        && !other.id().equals(book.id()));
    }

    private static RecordedCommand with(RecordedCommand recorded, ClientAnswer answer) {
        return new RecordedCommand(recorded.client(), recorded.op(), answer, recorded.start(), recorded.end());
    }

    Op op() {
        return recorded.op();
    }
}

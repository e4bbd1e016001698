package dev.lastroom.proof.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.check.Verdict.Broken;
import dev.lastroom.proof.check.Verdict.Explained;
import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.ClientAnswer.Booked;
import dev.lastroom.proof.history.ClientAnswer.Cancelled;
import dev.lastroom.proof.history.ClientAnswer.Full;
import dev.lastroom.proof.history.ClientAnswer.NothingHappened;
import dev.lastroom.proof.history.ClientAnswer.Seen;
import dev.lastroom.proof.history.ClientAnswer.Unknown;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.NightCount;
import dev.lastroom.proof.history.Op;
import dev.lastroom.proof.history.Op.Book;
import dev.lastroom.proof.history.Op.Cancel;
import dev.lastroom.proof.history.Op.Look;
import dev.lastroom.proof.history.RecordedCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hand-written histories of two nights with one room each, some with an explanation and some without. */
class HistoryCheckerTest {

    private static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");
    private static final NightKey FIRST = new NightKey(new RoomTypeId("deluxe"), LocalDate.of(2027, 1, 10));
    private static final NightKey SECOND = new NightKey(new RoomTypeId("deluxe"), LocalDate.of(2027, 1, 11));

    private final List<RecordedCommand> commands = new ArrayList<>();
    private final Map<BookingId, Boolean> bookings = new HashMap<>();
    private int made;

    private Book book(NightKey... nights) {
        BookingId id = NewId.of(NOON, FIRST.roomTypeId(), ++made).booking();
        return new Book(List.of(nights), 1, "key-" + made, false, "print-" + made, NOON, id);
    }

    private static Book again(Book book) {
        BookingId id = NewId.of(NOON, FIRST.roomTypeId(), book.id().value().getLeastSignificantBits() + 99)
                .booking();
        return new Book(book.nights(), book.rooms(), book.key(), false, book.fingerprint(), NOON, id);
    }

    private void command(long start, long end, Op op, ClientAnswer answer) {
        commands.add(new RecordedCommand(commands.size(), op, answer, start, end));
    }

    private void booked(long start, long end, Book book) {
        command(start, end, book, new Booked(book.id(), false));
        bookings.put(book.id(), true);
    }

    private Verdict judge(int first, int second) {
        return HistoryChecker.DEFAULT.check(history(first, second));
    }

    private History history(int first, int second) {
        return new History(
                Map.of(FIRST, 1, SECOND, 1),
                commands,
                Map.of(FIRST, new NightCount(1, first), SECOND, new NightCount(1, second)),
                bookings,
                Duration.ofDays(30),
                Duration.ofDays(1));
    }

    @Test
    void aRefusalIsJustifiedByABookingAtTheSameTime() {
        booked(1, 4, book(FIRST, SECOND));
        command(2, 3, book(SECOND), new Full(SECOND, 0, false));
        assertThat(judge(1, 1)).isInstanceOf(Explained.class);
    }

    @Test
    void aRefusalBeforeAnyBookingIsNotJustified() {
        command(1, 2, book(SECOND), new Full(SECOND, 0, false));
        booked(3, 4, book(SECOND));
        assertThat(judge(0, 1)).isInstanceOf(Broken.class);
    }

    @Test
    void aNightIsSoldOnce() {
        booked(1, 3, book(FIRST));
        booked(2, 4, book(FIRST));
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void aRoomCanBeSoldAgainOnceItIsGivenBackButNotBefore() {
        Book first = book(FIRST);
        booked(1, 2, first);
        command(5, 6, new Cancel(first.id()), new Cancelled(false));
        booked(4, 7, book(FIRST));
        bookings.put(first.id(), false);
        assertThat(judge(1, 0)).isInstanceOf(Explained.class);

        commands.removeLast();
        booked(3, 4, book(FIRST));
        bookings.entrySet()
                .removeIf(b -> commands.stream()
                        .noneMatch(e -> e.op() instanceof Book book && book.id().equals(b.getKey())));
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void anUnknownOutcomeMayBeABookingOrNot() {
        Book unknown = book(FIRST, SECOND);
        command(1, RecordedCommand.NEVER, unknown, new Unknown());
        assertThat(judge(0, 0)).isInstanceOf(Explained.class);
        bookings.put(unknown.id(), true);
        assertThat(judge(1, 1)).isInstanceOf(Explained.class);
    }

    @Test
    void anUnknownOutcomeIsNeverHalfABooking() {
        Book unknown = book(FIRST, SECOND);
        command(1, RecordedCommand.NEVER, unknown, new Unknown());
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
        bookings.put(unknown.id(), true);
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void aLookSeesBothNightsOfABookingOrNone() {
        booked(1, 6, book(FIRST, SECOND));
        command(2, 3, new Look(List.of(FIRST, SECOND)), new Seen(List.of(new NightCount(1, 0), new NightCount(1, 0))));
        command(4, 5, new Look(List.of(FIRST, SECOND)), new Seen(List.of(new NightCount(1, 1), new NightCount(1, 1))));
        assertThat(judge(1, 1)).isInstanceOf(Explained.class);

        command(4, 5, new Look(List.of(FIRST, SECOND)), new Seen(List.of(new NightCount(1, 1), new NightCount(1, 0))));
        assertThat(judge(1, 1)).isInstanceOf(Broken.class);
    }

    @Test
    void aLookNeverSeesAnEarlierState() {
        booked(1, 6, book(FIRST));
        command(2, 3, new Look(List.of(FIRST)), new Seen(List.of(new NightCount(1, 1))));
        command(4, 5, new Look(List.of(FIRST)), new Seen(List.of(new NightCount(1, 0))));
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void theSameKeyGivesTheSameBooking() {
        Book first = book(FIRST);
        booked(1, 2, first);
        command(3, 4, again(first), new Booked(first.id(), true));
        assertThat(judge(1, 0)).isInstanceOf(Explained.class);

        Book second = again(again(first));
        command(5, 6, second, new Full(FIRST, 0, false));
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void aKeyIsNeverUsedTwice() {
        Book first = book(FIRST);
        booked(1, 2, first);
        Book other = again(first);
        booked(3, 4, new Book(List.of(SECOND), 1, first.key(), false, "other", NOON, other.id()));
        assertThat(judge(1, 1)).isInstanceOf(Broken.class);
    }

    @Test
    void aCancelHappensOnce() {
        Book first = book(FIRST);
        booked(1, 2, first);
        bookings.put(first.id(), false);
        command(3, 5, new Cancel(first.id()), new Cancelled(false));
        command(4, 6, new Cancel(first.id()), new Cancelled(true));
        assertThat(judge(0, 0)).isInstanceOf(Explained.class);

        command(4, 7, new Cancel(first.id()), new Cancelled(false));
        assertThat(judge(0, 0)).isInstanceOf(Broken.class);
    }

    /** The engine never sends a cancel twice. The second one would find what the first has done. */
    @Test
    void aReplayedCancelNeedsAnEarlierOne() {
        Book first = book(FIRST);
        booked(1, 2, first);
        bookings.put(first.id(), false);
        command(3, 5, new Cancel(first.id()), new Cancelled(true));
        assertThat(judge(0, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void anAcknowledgedBookingIsNotLost() {
        Book first = book(FIRST);
        booked(1, 2, first);
        bookings.clear();
        assertThat(judge(0, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void aFailedBookingIsNotThere() {
        Book first = book(FIRST);
        command(1, 2, first, new NothingHappened("CONCURRENCY_ABORT"));
        assertThat(judge(0, 0)).isInstanceOf(Explained.class);
        bookings.put(first.id(), true);
        assertThat(judge(1, 0)).isInstanceOf(Broken.class);
    }

    @Test
    void aSearchThatTakesTooLongGivesUp() {
        Book first = book(FIRST);
        for (int i = 0; i < 3; i++) {
            command(1, 100, new Cancel(first.id()), new Cancelled(i > 0));
        }
        booked(1, 100, first);
        bookings.put(first.id(), false);
        assertThat(judge(0, 0)).isInstanceOf(Explained.class);
        assertThat(new HistoryChecker(0).check(history(0, 0))).isInstanceOf(Verdict.Undecided.class);
    }
}

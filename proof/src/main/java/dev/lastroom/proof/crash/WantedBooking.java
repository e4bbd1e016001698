package dev.lastroom.proof.crash;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.command.BookingCommand.Book;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A booking that a guest wants, and the answers to it so far. For one thread at a time. */
public final class WantedBooking {

    /** Whether something has happened, as far as the answers tell. */
    public enum Done {
        NO,
        PERHAPS,
        YES
    }

    private final Book book;
    private @Nullable BookingId id;
    private boolean refused;
    private Done booked = Done.NO;
    private Done cancelled = Done.NO;

    public WantedBooking(Book book) {
        this.book = book;
    }

    public Book book() {
        return book;
    }

    public String key() {
        return book.key().value();
    }

    /** The acknowledged booking; null if there is none. */
    public @Nullable BookingId id() {
        return id;
    }

    /** Whether there was no room for it; the key must keep saying so. */
    boolean refused() {
        return refused;
    }

    public Done booked() {
        return booked;
    }

    public Done cancelled() {
        return cancelled;
    }

    void isBooked(BookingId as) {
        id = Objects.requireNonNullElse(id, as);
        booked = Done.YES;
    }

    void isRefused() {
        refused = true;
    }

    void isCancelled() {
        cancelled = Done.YES;
    }

    void mayBeBooked() {
        booked = booked == Done.NO ? Done.PERHAPS : booked;
    }

    void mayBeCancelled() {
        cancelled = cancelled == Done.NO ? Done.PERHAPS : cancelled;
    }
}

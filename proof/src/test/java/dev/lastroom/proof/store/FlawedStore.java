package dev.lastroom.proof.store;

import static dev.lastroom.proof.store.Flaw.CANCEL_WITHOUT_LOCK;
import static dev.lastroom.proof.store.Flaw.COUNTS_ONE_ROOM;
import static dev.lastroom.proof.store.Flaw.KEY_LOOKED_UP_OUTSIDE;
import static dev.lastroom.proof.store.Flaw.NO_LOCK;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.command.AllotmentCommand;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.outcome.Refusal.IdempotencyConflict;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.proof.store.FlawedSql.KeyRow;
import dev.lastroom.proof.store.FlawedSql.NightRow;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store on real PostgreSQL as many would write it, one transaction per request, with any of the {@link Flaw}s.
 * Without one it is correct: the negative control. It has its own connection, so only one thread at a time may use it.
 * It passes reads, and commands other than booking and cancelling, to the real store.
 */
public final class FlawedStore extends StoreInFront {

    private final Set<Flaw> flaws;
    private final Connection connection;
    private final FlawedSql sql;

    public FlawedStore(Store real, String url, Set<Flaw> flaws) throws SQLException {
        super(real);
        this.flaws = flaws;
        this.connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        this.sql = new FlawedSql(connection);
    }

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        List<Outcome<?>> outcomes = new ArrayList<>();
        for (Request<?> request : batch) {
            outcomes.addAll(
                    switch (request.command()) {
                        case Book book -> List.of(transaction(() -> book(request, book)));
                        case Cancel cancel -> List.of(transaction(() -> cancel(request, cancel.bookingId())));
                        case OfBooking _,
                                GroupCommand _,
                                WaitlistCommand _,
                                AllotmentCommand _,
                                CatchUp _,
                                SaveProperty _,
                                SaveRoomType _,
                                OpenNights _ ->
                            super.apply(List.of(request), decision, lockWait).outcomes();
                    });
        }
        return new Applied(outcomes, Duration.ZERO, List.of(), EventId.START);
    }

    private interface Work {
        Outcome<?> run() throws SQLException;
    }

    private Outcome<?> transaction(Work work) {
        try {
            try {
                Outcome<?> outcome = work.run();
                connection.commit();
                return outcome;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            // A deadlock or the constraint: nothing happened.
            throw new StoreException(Failure.INTERNAL_ERROR, "The transaction failed", e);
        }
    }

    private Outcome<?> book(Request<?> request, Book book) throws SQLException {
        KeyRow key = null;
        if (flaws.contains(KEY_LOOKED_UP_OUTSIDE)) {
            key = sql.key(Claim.of(book, request.caller().owner()));
            connection.commit();
        }
        List<NightRow> nights =
                sql.nights(book.wanted().roomTypeId(), book.wanted().stay(), !flaws.contains(NO_LOCK));
        if (!flaws.contains(KEY_LOOKED_UP_OUTSIDE)) {
            key = sql.key(Claim.of(book, request.caller().owner()));
        }
        Outcome<?> earlier = key == null ? null : earlier(book, key);
        return earlier != null ? earlier : bookAnew(request, book, nights);
    }

    private @Nullable Outcome<?> earlier(Book book, KeyRow key) throws SQLException {
        if (!key.fingerprint().equals(book.fingerprint().hash())) {
            return new Refused<>(new IdempotencyConflict(book.key()), false);
        }
        if (key.refusal() != null) {
            return new Refused<>(StoredRefusal.read(key.refusal()), true);
        }
        Booking made = sql.booking(new BookingId(Objects.requireNonNull(key.bookingId())), false);
        return made == null || (book.givenKey() == null && !made.isLive()) ? null : new Done<>(made, true);
    }

    private Outcome<?> bookAnew(Request<?> request, Book book, List<NightRow> nights) throws SQLException {
        for (NightRow night : nights) {
            int available = night.total() - night.booked();
            if (available < book.wanted().rooms()) {
                Refusal full = new InsufficientInventory(
                        book.wanted().roomTypeId(), book.wanted().rooms(), available, night.date());
                if (book.givenKey() != null) {
                    sql.bind(request, Claim.of(book, request.caller().owner()), null, StoredRefusal.write(full));
                }
                return new Refused<>(full, false);
            }
        }
        for (NightRow night : nights) {
            sql.setBooked(
                    book.wanted().roomTypeId(),
                    night.date(),
                    night.booked() + counted(book.wanted().rooms()));
        }
        Booking booking = sql.insert(request, book);
        sql.bind(request, Claim.of(book, request.caller().owner()), booking.id().value(), null);
        return new Done<>(booking, false);
    }

    private int counted(int rooms) {
        return flaws.contains(COUNTS_ONE_ROOM) ? 1 : rooms;
    }

    private Outcome<?> cancel(Request<?> request, BookingId id) throws SQLException {
        boolean locks = !flaws.contains(CANCEL_WITHOUT_LOCK);
        Booking booking = sql.booking(id, locks);
        if (booking == null) {
            return new Refused<>(new BookingNotFound(id), false);
        }
        if (!booking.isLive()) {
            return new Done<>(booking, true);
        }
        boolean lockNights = !flaws.contains(NO_LOCK);
        for (NightRow night : sql.nights(booking.roomTypeId(), booking.stay(), lockNights)) {
            sql.setBooked(booking.roomTypeId(), night.date(), night.booked() - counted(booking.rooms()));
        }
        return new Done<>(sql.markCancelled(id, request.at()), false);
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

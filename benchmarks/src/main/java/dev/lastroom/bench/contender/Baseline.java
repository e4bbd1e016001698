package dev.lastroom.bench.contender;

import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.bench.contender.BaselineSteps.Locked;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Claim;
import dev.lastroom.engine.outcome.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Booking as popular systems do it: one transaction per request, one statement per step. A stay of two nights takes
 * eight round trips: key, room type, nights {@code FOR UPDATE}, booking, two nights, key, commit. ({@code BEGIN}
 * travels with the first statement. The statement that inserts the booking also inserts its event.)
 */
public final class Baseline implements Contender {

    /** As many connections as such systems have by default, or more. */
    static final int POOL_SIZE = 20;

    /** If two equal requests come at once, the second fails at the key, and finds it on the next attempt. */
    private static final int ATTEMPTS_MAX = 3;

    private static final String UNIQUE_VIOLATION = "23505";

    private final HikariDataSource pool;
    private final IdSource ids = IdSource.secure();

    public Baseline(String url) {
        this.pool = Pool.open("baseline", url, POOL_SIZE, false);
    }

    @Override
    public ContenderAnswer book(Book book) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction(steps -> book(steps, book));
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || attempt == ATTEMPTS_MAX) {
                    throw new ContenderFailedException("baseline: " + e.getMessage(), e);
                }
            }
        }
    }

    private ContenderAnswer book(BaselineSteps steps, Book book) throws SQLException {
        Claim claim = Claim.of(book, Caller.NO_OWNER);
        BaselineSteps.UsedKey earlier = steps.findKey(claim.scoped());
        if (earlier != null) {
            if (!earlier.fingerprint().equals(claim.fingerprint())) {
                throw new ContenderFailedException("baseline: key conflict", null);
            }
            return earlier.bookingId() == null
                    ? new ContenderAnswer.Refused()
                    : new ContenderAnswer.Booked(earlier.bookingId(), book.userId(), true);
        }
        Instant now = Instant.now();
        BaselineSteps.RoomTypeProperty offer = steps.findRoomType(book.wanted().roomTypeId());
        List<Locked> nights =
                steps.lockNights(book.wanted().roomTypeId(), book.wanted().stay());
        Refusal refusal = refusal(book, nights);
        if (refusal != null) {
            steps.insertKey(claim, null, refusal, now);
            return new ContenderAnswer.Refused();
        }
        NightPrices prices = new NightPrices(nights.stream().map(Locked::price).toList());
        UUID id = ids.next(now, book.wanted().roomTypeId()).value();
        steps.insertBooking(id, Caller.NO_OWNER, book, offer, prices, now);
        steps.sell(
                book.wanted().roomTypeId(), book.wanted().stay(), book.wanted().rooms());
        steps.insertKey(claim, id, null, now);
        return new ContenderAnswer.Booked(id, book.userId(), false);
    }

    /** Refuses at the first night with too few rooms; a night that was never opened has none. */
    private static @Nullable Refusal refusal(Book book, List<Locked> nights) {
        for (LocalDate date : book.wanted().stay().dates()) {
            int available = nights.stream()
                    .filter(night -> night.date().equals(date))
                    .mapToInt(Locked::available)
                    .findFirst()
                    .orElse(0);
            if (available < book.wanted().rooms()) {
                return new Refusal.InsufficientInventory(
                        book.wanted().roomTypeId(), book.wanted().rooms(), available, date);
            }
        }
        return null;
    }

    @Override
    public ContenderAnswer cancel(ContenderAnswer.Booked booking) {
        try {
            return transaction(steps -> {
                BaselineSteps.Held held = steps.lockBooking(booking.bookingId());
                if (held.live()) {
                    steps.lockNights(held.roomTypeId(), held.stay());
                    steps.cancelBooking(booking.bookingId(), Caller.NO_OWNER, Instant.now());
                    steps.sell(held.roomTypeId(), held.stay(), -held.rooms());
                }
                return new ContenderAnswer.Cancelled();
            });
        } catch (SQLException e) {
            throw new ContenderFailedException("baseline: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work {
        ContenderAnswer apply(BaselineSteps steps) throws SQLException;
    }

    private ContenderAnswer transaction(Work work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            boolean committed = false;
            try {
                ContenderAnswer answer = work.apply(new BaselineSteps(connection));
                connection.commit();
                committed = true;
                return answer;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

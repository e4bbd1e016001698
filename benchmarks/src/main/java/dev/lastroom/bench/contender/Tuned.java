package dev.lastroom.bench.contender;

import com.zaxxer.hikari.HikariDataSource;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;

/**
 * The best that one transaction per request can be: one call of a function in the server, in auto-commit mode, so
 * that a row is locked for one commit and no round trip. The functions are in {@code tuned.sql}.
 */
public final class Tuned implements Contender {

    /** Measured best on two cores. */
    static final int POOL_SIZE = 16;

    private final HikariDataSource pool;
    private final IdSource ids = IdSource.secure();

    /** Makes the functions if they do not exist. */
    public Tuned(String url) {
        this.pool = Pool.open("tuned", url, POOL_SIZE, true);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(functions());
        } catch (SQLException e) {
            pool.close();
            throw failed(e);
        }
    }

    private static String functions() {
        try (InputStream in = Objects.requireNonNull(Tuned.class.getResourceAsStream("tuned.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ContenderAnswer book(Book book) {
        Instant now = Instant.now();
        try (Connection connection = pool.getConnection();
                PreparedStatement call =
                        connection.prepareStatement("SELECT * FROM tuned_book(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Claim claim = Claim.of(book, Caller.NO_OWNER);
            call.setString(1, Caller.NO_OWNER);
            call.setString(2, claim.key().value());
            call.setObject(3, claim.scoped().hash());
            call.setObject(4, claim.fingerprint().hash());
            call.setObject(5, ids.next(now, book.wanted().roomTypeId()).value());
            call.setString(6, book.userId().value());
            call.setString(7, book.wanted().roomTypeId().value());
            call.setObject(8, book.wanted().stay().start());
            call.setObject(9, book.wanted().stay().end());
            call.setInt(10, book.wanted().rooms());
            call.setObject(11, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = call.executeQuery()) {
                row.next();
                UUID bookingId = row.getObject(1, UUID.class);
                return bookingId == null
                        ? new ContenderAnswer.Refused()
                        : new ContenderAnswer.Booked(bookingId, book.userId(), row.getBoolean(2));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public ContenderAnswer cancel(ContenderAnswer.Booked booking) {
        try (Connection connection = pool.getConnection();
                PreparedStatement call = connection.prepareStatement("SELECT tuned_cancel(?, ?, ?)")) {
            call.setObject(1, booking.bookingId());
            call.setString(2, Caller.NO_OWNER);
            call.setObject(3, Instant.now().atOffset(ZoneOffset.UTC));
            call.executeQuery().close();
            return new ContenderAnswer.Cancelled();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static ContenderFailedException failed(SQLException e) {
        return new ContenderFailedException("tuned: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        pool.close();
    }
}

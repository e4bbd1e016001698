package dev.lastroom.bench.database;

import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The sum of the answers to the clients: how many bookings there must be, and how many rooms of every night must be
 * booked. The database is compared with this account and with itself. Thread-safe.
 */
public final class Account {

    /** How many wrong nights are named: the first few show what is wrong. */
    private static final int NIGHTS_NAMED_MAX = 5;

    private final BenchDatabase database;
    private final BenchHotel hotel;
    private final AtomicIntegerArray sold;
    private final LongAdder bookings = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private volatile boolean placesUnknown;

    private Account(BenchDatabase database) {
        this.database = database;
        this.hotel = database.hotel();
        this.sold = recorded();
        this.bookings.add(liveBookings());
    }

    /** Starts from the database's current state, while nobody books. */
    public static Account open(BenchDatabase database) {
        return new Account(database);
    }

    /** A room was booked. */
    public void booked(int roomType, int day, int stayNights) {
        bookings.increment();
        sell(roomType, day, stayNights, 1);
    }

    /** A booking was cancelled. */
    public void cancelled(int roomType, int day, int stayNights) {
        bookings.decrement();
        sell(roomType, day, stayNights, -1);
    }

    /**
     * Adds bookings of a program that does not say which rooms it booked. From now on nights are compared with the
     * bookings only.
     *
     * @param moreBookings how many it knows of
     * @param unanswered how many more requests it had sent when it ended, without learning their outcomes
     */
    public void bookedSomewhere(long moreBookings, long unanswered) {
        bookings.add(moreBookings);
        inFlight.add(unanswered);
        placesUnknown = true;
    }

    private void sell(int roomType, int day, int stayNights, int rooms) {
        for (int night = day; night < day + stayNights; night++) {
            sold.getAndAdd(hotel.nightIndex(roomType, night), rooms);
        }
    }

    /**
     * Compares every night with the sum of its live bookings, and with this account. Nobody may book in the meantime.
     *
     * @return what is wrong, in words; empty if nothing is
     */
    public List<String> check() {
        List<String> wrong = new ArrayList<>();
        IntegrityReport report = database.reads().integrity();
        report.drift().stream()
                .limit(NIGHTS_NAMED_MAX)
                .map(drift -> String.format(
                        "%s on %s: the bookings hold %,d rooms, but the night says %,d",
                        drift.roomTypeId(), drift.date(), drift.counted(), drift.recorded()))
                .forEach(wrong::add);
        long unexpected = report.bookingsChecked() - bookings.sum();
        if (unexpected < 0 || unexpected > inFlight.sum()) {
            wrong.add(String.format(
                    "the answers add up to %,d live bookings, but the database has %,d",
                    bookings.sum(), report.bookingsChecked()));
        }
        if (!placesUnknown) {
            wrong.addAll(wrongNights(recorded()));
        }
        return wrong;
    }

    private List<String> wrongNights(AtomicIntegerArray recorded) {
        return IntStream.range(0, hotel.nightCount())
                .filter(night -> recorded.get(night) != sold.get(night))
                .limit(NIGHTS_NAMED_MAX)
                .mapToObj(night -> String.format(
                        "%s: the answers sold %,d rooms, but the night says %,d",
                        hotel.nightName(night), sold.get(night), recorded.get(night)))
                .toList();
    }

    private AtomicIntegerArray recorded() {
        AtomicIntegerArray booked = new AtomicIntegerArray(hotel.nightCount());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT room_type_id, stay_date, booked FROM night WHERE booked <> 0")) {
            while (row.next()) {
                // As text, dates look the same in every database.
                LocalDate date = LocalDate.parse(row.getString(2));
                booked.set(hotel.nightIndex(new RoomTypeId(row.getString(1)), date), row.getInt(3));
            }
            return booked;
        } catch (SQLException e) {
            throw new DatabaseException("The nights cannot be read", e);
        }
    }

    private long liveBookings() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM booking WHERE status <> 'CANCELLED'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new DatabaseException("The bookings cannot be counted", e);
        }
    }
}

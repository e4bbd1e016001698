package dev.lastroom.bench.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.bench.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

    static Stream<Supplier<BenchDatabase>> databases() {
        return Stream.of(TestDatabases::postgres, TestDatabases::sqlite);
    }

    private static void execute(BenchDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aFurnishedHotelIsRight(Supplier<BenchDatabase> databases) {
        try (BenchDatabase database = databases.get()) {
            assertThat(Account.open(database).check()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aCountChangedByHandIsFound(Supplier<BenchDatabase> databases) throws SQLException {
        try (BenchDatabase database = databases.get()) {
            Account account = Account.open(database);

            execute(
                    database,
                    "UPDATE night SET booked = 1 WHERE room_type_id = 'rt3' AND stay_date = '"
                            + database.hotel().date(4) + "'");

            String night = "rt3 on " + database.hotel().date(4);
            assertThat(account.check())
                    .containsExactlyInAnyOrder(
                            night + ": the bookings hold 0 rooms, but the night says 1",
                            night + ": the answers sold 0 rooms, but the night says 1");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anAnswerWithoutABookingIsFound(Supplier<BenchDatabase> databases) {
        try (BenchDatabase database = databases.get()) {
            Account account = Account.open(database);

            account.booked(2, 0, 1);

            assertThat(account.check())
                    .containsExactlyInAnyOrder(
                            "the answers add up to 2 live bookings, but the database has 1",
                            "rt2 on " + database.hotel().date(0) + ": the answers sold 1 rooms, but the night says 0");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLostBookingIsFound(Supplier<BenchDatabase> databases) throws SQLException {
        try (BenchDatabase database = databases.get()) {
            Account account = Account.open(database);

            execute(database, "DELETE FROM booking");

            assertThat(account.check())
                    .contains("the answers add up to 1 live bookings, but the database has 0")
                    .anyMatch(wrong -> wrong.startsWith("sold-out on "));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRequestInProgressMayHaveBeenBookedOrNot(Supplier<BenchDatabase> databases) throws SQLException {
        try (BenchDatabase database = databases.get()) {
            Account account = Account.open(database);
            account.bookedSomewhere(0, 1);
            assertThat(account.check()).isEmpty();

            execute(database, "UPDATE booking SET status = 'CANCELLED'");
            execute(database, "UPDATE night SET booked = 0 WHERE room_type_id = 'sold-out'");
            assertThat(account.check())
                    .containsExactly("the answers add up to 1 live bookings, but the database has 0");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aResetRemovesAllBookingsButTheOneOfTheSoldOutRooms(Supplier<BenchDatabase> databases) throws SQLException {
        try (BenchDatabase database = databases.get()) {
            execute(database, "UPDATE night SET booked = 3 WHERE room_type_id = 'rt1'");

            database.reset();

            Account account = Account.open(database);
            assertThat(account.check()).isEmpty();
            assertThat(database.reads().integrity().bookingsChecked()).isEqualTo(1);
        }
    }
}

package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresGroupTest {

    private static final String DEADLOCK_DETECTED = "40P01";

    private final PostgresDatabase database = new PostgresDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    /** The guard is the one order of locks: locking nights in the order of the items leads to deadlocks. */
    @Test
    void negativeControlInTheOrderOfTheItemsTheyDeadlock() throws Exception {
        try (BookingEngine engine = GrandHotel.engine(database.open())) {
            GrandHotel.open(engine, 20, 1);
            engine.submit(SaveRoomType.of("suite", GrandHotel.PROPERTY, "Suite", 20, GrandHotel.PRICE));
            engine.submit(new OpenNights(
                    new RoomTypeId("suite"), GrandHotel.TODAY, GrandHotel.TODAY.plusDays(1), null, null));
        }
        CyclicBarrier firstIsLocked = new CyclicBarrier(2);
        List<String> ends = GrandHotel.atOnce(2, i -> () -> {
            List<String> items = i == 0 ? List.of("deluxe", "suite") : List.of("suite", "deluxe");
            return lockInOrder(items, firstIsLocked);
        });
        assertThat(ends).containsExactlyInAnyOrder("locked", DEADLOCK_DETECTED);
    }

    private String lockInOrder(List<String> roomTypes, CyclicBarrier firstIsLocked) throws Exception {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < roomTypes.size(); i++) {
                try (var statement = connection.prepareStatement(
                        "SELECT * FROM night WHERE room_type_id = ? AND stay_date = ? FOR UPDATE")) {
                    statement.setString(1, roomTypes.get(i));
                    statement.setObject(2, GrandHotel.TODAY);
                    statement.executeQuery().close();
                }
                if (i == 0) {
                    firstIsLocked.await();
                }
            }
            connection.commit();
            return "locked";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}

package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.store.testkit.GroupContract;
import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.model.Hotel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class PostgresGroupTest extends GroupContract {

    private static final String DEADLOCK_DETECTED = "40P01";

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }

    /** The guard is the one order of locks: locking nights in the order of the items leads to deadlocks. */
    @Test
    void negativeControlInTheOrderOfTheItemsTheyDeadlock() throws Exception {
        openRoomTypes(20);
        CyclicBarrier firstIsLocked = new CyclicBarrier(2);
        List<String> ends = Hotel.atOnce(2, i -> () -> {
            List<String> items = i == 0 ? List.of("type-0", "type-1") : List.of("type-1", "type-0");
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
                    statement.setObject(2, Hotel.TODAY);
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

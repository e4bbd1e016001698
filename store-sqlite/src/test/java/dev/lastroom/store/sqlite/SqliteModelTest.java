package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.ModelContract;
import dev.lastroom.store.testkit.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

class SqliteModelTest extends ModelContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }

    @Override
    protected Instant eventTime(ResultSet row) throws SQLException {
        return Objects.requireNonNull(new SqliteColumns().instant(row, "at"));
    }
}

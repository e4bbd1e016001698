package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ModelContract;
import dev.lastroom.store.testkit.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

class PostgresModelTest extends ModelContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }

    @Override
    protected Instant eventTime(ResultSet row) throws SQLException {
        return Objects.requireNonNull(new PostgresColumns().instant(row, "at"));
    }
}

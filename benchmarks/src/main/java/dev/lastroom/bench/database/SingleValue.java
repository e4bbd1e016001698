package dev.lastroom.bench.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database query that returns a single value. */
final class SingleValue {

    private SingleValue() {}

    /**
     * Runs the query.
     *
     * @throws DatabaseException if the database does not answer
     */
    static String of(BenchDatabase database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new DatabaseException("The database does not answer: " + sql, e);
        }
    }
}

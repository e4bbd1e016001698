package dev.lastroom.store.sqlite;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.UpgradeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

class SqliteUpgradeTest extends UpgradeContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }

    @Override
    protected String dumpAfter(Consumer<Store> day) throws SQLException {
        try (TestDatabase database = database()) {
            day.accept(database.open());
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                List<String> lines = new ArrayList<>();
                lines.add("PRAGMA application_id = "
                        + strings(statement, "PRAGMA application_id").getFirst());
                lines.addAll(strings(statement, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"));
                for (String table : strings(statement, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                    String values = String.join(
                            " || ', ' || ",
                            strings(
                                    statement,
                                    "SELECT 'quote(' || name || ')' FROM pragma_table_info('" + table + "')"));
                    lines.addAll(strings(
                            statement,
                            "SELECT 'INSERT INTO " + table + " VALUES (' || " + values + " || ')' FROM " + table));
                }
                return String.join(";\n", lines) + ";\n";
            }
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }

    /** The driver runs every statement of a script only as an update. */
    @Override
    protected void load(TestDatabase database, String sql) throws IOException, SQLException {
        Files.createDirectories(((SqliteDatabase) database).file().getParent());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

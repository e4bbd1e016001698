package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.UpgradeContract;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the fixture of this version, once for each release. The testing guide says how. */
class SqliteUpgradeTest {

    @Test
    @EnabledIfSystemProperty(named = "lastroom.fixture", matches = ".+")
    void writeTheFixtureOfThisVersion() throws Exception {
        try (SqliteDatabase database = new SqliteDatabase()) {
            UpgradeContract.aDay(database.open());
            UpgradeContract.writeFixture(dump(database));
        }
    }

    private static String dump(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> lines = new ArrayList<>();
            lines.add("PRAGMA application_id = "
                    + strings(statement, "PRAGMA application_id").getFirst());
            lines.addAll(strings(statement, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"));
            for (String table : strings(statement, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                String values = String.join(
                        " || ', ' || ",
                        strings(statement, "SELECT 'quote(' || name || ')' FROM pragma_table_info('" + table + "')"));
                lines.addAll(strings(
                        statement,
                        "SELECT 'INSERT INTO " + table + " VALUES (' || " + values + " || ')' FROM " + table));
            }
            return String.join(";\n", lines) + ";\n";
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
}

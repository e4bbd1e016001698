package dev.lastroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every SQL text in the stores' sources is fixed at compile time. Values go in only as parameters. */
class SqlParametersTest {

    private static final List<String> STORES = List.of("store-jdbc", "store-sqlite", "store-postgres");

    private static List<SqlTexts.Source> sourcesOfStores() throws IOException {
        List<SqlTexts.Source> sources = new ArrayList<>();
        for (String store : STORES) {
            try (Stream<Path> files = Files.walk(Path.of("..", store, "src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    sources.add(new SqlTexts.Source(file.getFileName().toString(), Files.readString(file)));
                }
            }
        }
        return sources;
    }

    @Test
    void noSqlContainsValues() throws IOException {
        SqlTexts texts = SqlTexts.in(sourcesOfStores());

        assertThat(texts.notFixed()).isEmpty();
        assertThat(texts.fixed()).as("SQL texts examined").isGreaterThan(40);
    }

    /** A judge that accepts these would accept anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.prepareStatement(\"SELECT * FROM night WHERE id = '\" + id + \"'\");",
                "c.prepareStatement(\"SELECT * FROM night WHERE id = '%s'\".formatted(id));",
                "c.prepareStatement(String.format(\"SELECT * FROM night WHERE id = '%s'\", id));",
                "c.prepareStatement(id);",
                "c.prepareStatement(ORDER + id);",
                "c.prepareStatement(\"SELECT * FROM \".concat(id));",
                "c.prepareStatement(new StringBuilder(\"SELECT \").append(id).toString());",
                "c.createStatement().executeQuery(\"SELECT \" + id);",
                "c.createStatement().execute(\"DROP TABLE \" + id);",
                "String sql = \"SELECT \" + id; c.prepareStatement(sql);",
                "String sql = \"SELECT 1\"; sql += id; c.prepareStatement(sql);",
                "String sql; sql = id; c.prepareStatement(sql);",
                "ask(\"SELECT \" + id);",
                "ask(id.isEmpty() ? \"SELECT 1\" : id);",
                "ask(\"INSERT INTO night (\" + id.names() + \")\");",
                "NIGHTS.column(Change.FIXED, id);",
            })
    void negativeControlSqlWithAValueIsFound(String code) {
        assertThat(SqlTexts.in(List.of(planted(code))).notFixed()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.prepareStatement(\"SELECT * FROM night WHERE id = ?\").setString(1, id);",
                "c.prepareStatement(\"SELECT * FROM night \" + ORDER);",
                "ask(id.isEmpty() ? \"SELECT 1\" : \"SELECT 2\");",
                "String sql = \"SELECT 1\" + ORDER; ask(sql);",
                "ask(\"INSERT INTO night (\" + NIGHTS.names() + \") VALUES (\" + NIGHTS.marks() + \")\");",
                "NIGHTS.column(Change.FIXED, \"stay_date\");",
            })
    void fixedSqlPasses(String code) {
        SqlTexts texts = SqlTexts.in(List.of(planted(code)));
        assertThat(texts.notFixed()).isEmpty();
        assertThat(texts.fixed()).isPositive();
    }

    private static SqlTexts.Source planted(String code) {
        return new SqlTexts.Source("Planted.java", """
                class Planted {
                    static final String ORDER = "ORDER BY id";
                    void method(java.sql.Connection c, String id) throws Exception { %s }
                    void ask(String sql) {}
                    void column(Change change, String sql) {}
                }
                """.formatted(code));
    }
}

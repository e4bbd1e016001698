package dev.lastroom.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.bench.Main;
import dev.lastroom.bench.TestDatabases;
import dev.lastroom.server.cli.Console;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {

    private static final List<String> TINY =
            List.of("--room-types=5", "--nights=10", "--seconds=0.2", "--rounds=1", "--warm-up=0");

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int status, String out, String err) {

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Ran bench(List<String> standard, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.plain(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        String[] all = Stream.concat(standard.stream(), Stream.of(args)).toArray(String[]::new);
        int status = Main.run(console, all);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void quickRunsOnPostgres() {
        Ran ran = bench(
                TINY,
                "--quick",
                "--db=" + TestDatabases.postgresUrl(),
                "--clients=8",
                "--contender",
                "baseline",
                "tuned",
                "lanes");

        assertThat(ran.err()).doesNotContain("Exception");
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("fsync=on", "hot flash sale", "uniform any room type", "herd sold out")
                .contains("lanes ÷ baseline", "lanes ÷ tuned")
                .contains("Every night agrees with its bookings and with the answers.");
    }

    @Test
    void theResultIsReadableByMachines() throws IOException {
        Path report = folder.resolve("sqlite.md");
        Ran ran = bench(
                TINY,
                "--db=" + TestDatabases.sqliteUrl(),
                "--workload=resend",
                "--clients=4",
                "--seed=5",
                "--json",
                "--report=" + report);

        assertThat(ran.status()).isZero();
        JsonNode json = ran.json();
        assertThat(json.at("/kind").asString()).isEqualTo("SIDE_BY_SIDE");
        assertThat(json.at("/plan/seed").asLong()).isEqualTo(5);
        assertThat(json.at("/facts/database").asString()).startsWith("SQLite 3.");
        assertThat(json.at("/series/0/entry").asString()).isEqualTo("one-by-one");
        assertThat(json.at("/series/1/entry").asString()).isEqualTo("lanes");
        assertThat(json.at("/series/1/workload").asString()).isEqualTo("resend");
        assertThat(json.at("/series/1/perSecond").asDouble()).isPositive();
        assertThat(json.at("/series/1/latency/p99").asDouble()).isPositive();
        assertThat(Files.readString(report)).contains("## Side by side on SQLite 3.");

        Path kept = Files.writeString(folder.resolve("result.json"), ran.out());
        Path again = folder.resolve("again.md");
        assertThat(bench(List.of(), "report", "--out=" + again, kept.toString()).status())
                .isZero();
        assertThat(again).content().isEqualTo(Files.readString(report).replace("sqlite-plots", "again-plots"));
    }

    @Test
    void aMirrorIsMeasuredAndComparedWithASnapshot() {
        List<String> tiny = List.of("ari", "--seconds=1", "--warm-up=0", "--db=" + TestDatabases.postgresUrl());
        Ran ran = bench(tiny, "--rate=200", "--json");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.json().at("/result/equal").asBoolean()).isTrue();
        assertThat(ran.json().at("/result/marks").asInt()).isPositive();
        assertThat(ran.json().at("/result/pages").asLong()).isPositive();
        assertThat(ran.json().at("/result/lag/p99").asDouble()).isPositive();

        Ran wrong = bench(tiny, "--rate=0");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("--rate must be 1 to 100000, not 0");
    }

    @Test
    void theServiceIsMeasuredOverHttp() {
        // A loaded machine may need seconds for the first answer.
        List<String> longer = List.of("--room-types=5", "--nights=10", "--seconds=3", "--rounds=1", "--warm-up=0");
        Ran ran = bench(longer, "--http", "--json", "--db=" + TestDatabases.postgresUrl());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().at("/kind").asString()).isEqualTo("HTTP");
        assertThat(ran.json().at("/series"))
                .extracting(series -> series.get("entry").asString())
                .containsExactly("http", "http-memory", "http-batch", "engine");
        assertThat(ran.json().at("/series"))
                .allSatisfy(
                        series -> assertThat(series.get("perSecond").asDouble()).isPositive());
    }

    @Test
    void searchesFromMemoryAreComparedWithTheDatabase() throws IOException {
        Path report = folder.resolve("search.md");
        List<String> longer = List.of("--room-types=20", "--nights=30", "--seconds=2", "--rounds=1", "--warm-up=0");
        Ran ran = bench(
                longer,
                "--search",
                "--json",
                "--report=" + report,
                "--db=" + TestDatabases.sqliteUrl(),
                "--workload",
                "bookings",
                "property",
                "--contender",
                "memory",
                "database",
                "beside");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().at("/kind").asString()).isEqualTo("SEARCH");
        assertThat(ran.json().at("/series"))
                .extracting(series -> series.get("entry").asString())
                .containsExactly("beside", "memory", "database");
        assertThat(ran.json().at("/series"))
                .allSatisfy(
                        series -> assertThat(series.get("perSecond").asDouble()).isPositive());
        assertThat(ran.json().at("/series/1/fromMemory").asDouble()).isPositive();
        assertThat(ran.json().at("/series/2/fromMemory").asDouble()).isZero();
        assertThat(Files.readString(report)).contains("## Searches over HTTP, on SQLite 3.", "memory ÷ database: ");
    }

    @Test
    void anExistingFileIsNotTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("precious.db"), "mine");

        Ran ran = bench(TINY, "--db=jdbc:sqlite:" + file);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("--db must name a file that does not exist yet");
        assertThat(file).content().isEqualTo("mine");
    }

    @Test
    void anInterruptedRunLeavesNothingInADatabase() throws IOException, InterruptedException, SQLException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--db=" + TestDatabases.postgresUrl(),
                        "--room-types=5",
                        "--nights=10",
                        "--seconds=60",
                        "--workload=uniform",
                        "--clients=4",
                        "--contender=lanes")
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            while (line != null && !line.contains("fsync=on")) {
                line = output.readLine();
            }
            assertThat(line).as("the line that describes the database").isNotNull();
            assertThat(schemas()).isPositive();

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(schemas()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int schemas() throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestDatabases.postgresUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'lastroom_bench%'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --workload=flood          | --workload must be one of hot, uniform, zipf, herd, resend, mixed
            --contender=tuned         | --contender must be one of one-by-one, lanes, not tuned
            --clients=0               | --clients must be 1 to 10000, not 0
            --rounds=0                | --rounds must be 1 to 100, not 0
            --seconds=0               | --seconds must be more than 0 and at most 3600, not 0.0
            --warm-up=-1              | --warm-up must be 0 to 3600, not -1.0
            --room-types=0            | --room-types must be 1 to 100000, not 0
            --nights=1                | --nights must be 2 to 365, not 1
            --stored=10               | --stored is for PostgreSQL
            --sustained=0             | --sustained must be 0.02 to 1440, not 0.0
            --http --clients=1        | --http has its own workload, clients and contenders
            --http --sustained=1      | Give --http or --sustained, not both
            --search --http           | Give --search alone, without --http and --sustained
            --search --workload=hot   | --workload must be one of property-busy, property, properties-busy
            --search --contender=tuned | --contender must be one of memory, memory-2, cold, database, alone, beside, not
            """)
    void wrongOptionsAreNamed(String options, String message) {
        Ran ran = bench(List.of("--db=jdbc:sqlite:target/never.db"), options.split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
        assertThat(Path.of("target/never.db")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:mysql://localhost/x       | 2 | --db must be like jdbc:postgresql://HOST/NAME
            jdbc:sqlite:                   | 2 | --db must name a file
            jdbc:postgresql://127.0.0.1:1/x | 1 | The database cannot be set up
            """)
    void wrongDatabasesAreNamed(String url, int status, String message) {
        Ran ran = bench(TINY, "--db=" + url);

        assertThat(ran.status()).isEqualTo(status);
        assertThat(ran.err()).contains(message).doesNotContain("bug in Lastroom");
    }
}

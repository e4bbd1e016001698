package dev.lastroom.bench.run;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Programs;
import dev.lastroom.bench.load.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL's own benchmark program with the statements of {@code baseline}, in C and without a JVM. It is
 * independent evidence that the baseline is as fast as its eight round trips allow. It has no pool, so it has at most
 * as many clients as the baseline has connections.
 */
final class Pgbench implements Entrant {

    private static final int CONNECTIONS_MAX = 20;
    private static final int STAY_NIGHTS = 2;
    private static final Pattern TRANSACTIONS = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public @Nullable String missing() {
        return Programs.isInstalled("pgbench")
                ? null
                : "pgbench is not installed (Debian: postgresql-contrib), so it is left out";
    }

    @Override
    public boolean plays(Workload workload) {
        return workload == EngineWorkload.HOT || workload == EngineWorkload.UNIFORM;
    }

    @Override
    public Measured play(BenchRound round) throws InterruptedException {
        try {
            Path script = Files.createTempFile("lastroom-pgbench-", ".sql");
            try {
                Files.writeString(script, PgbenchScript.of(round, STAY_NIGHTS));
                return play(round, script);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Measured play(BenchRound round, Path script) throws IOException, InterruptedException {
        BenchDatabase database = round.database();
        Meter meter = Meter.ofDatabase(database);
        meter.start();
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(database.url());
        ProcessBuilder builder = new ProcessBuilder(command(server, round, script));
        builder.environment().put("PGOPTIONS", "-c search_path=" + server.getCurrentSchema());
        String password = server.getPassword();
        if (password != null) {
            builder.environment().put("PGPASSWORD", password);
        }
        String output = Programs.run(builder);
        meter.stop();
        long transactions = Long.parseLong(find(TRANSACTIONS, output));
        double perSecond = Double.parseDouble(find(PER_SECOND, output));
        round.account().bookedSomewhere(transactions, 0);
        return new Measured(transactions, transactions / perSecond, null, null, meter.databaseSeconds(), null);
    }

    private static List<String> command(PGSimpleDataSource server, BenchRound round, Path script) {
        int connections = Math.min(round.clients(), CONNECTIONS_MAX);
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--host=" + server.getServerNames()[0],
                "--port=" + server.getPortNumbers()[0],
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=" + Math.min(2, connections),
                "--time=" + Programs.wholeSeconds(round.window()),
                "--random-seed=" + Math.abs(round.seed()),
                "--file=" + script));
        if (server.getUser() != null) {
            command.add("--username=" + server.getUser());
        }
        command.add(server.getDatabaseName());
        return command;
    }

    private static String find(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new ContenderFailedException("the output of pgbench is not as expected: " + output.strip(), null);
        }
        return matcher.group(1);
    }
}

package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program wrk, external and written in C: it leaves most of the machine to the server. */
final class WrkDriver implements HttpDriver {

    private static final int THREADS = 2;
    private static final int RAMPS_MAX = 20;

    /** The line that the script prints: requests, microseconds, wrong answers, then percentiles in microseconds. */
    private static final Pattern RESULT = Pattern.compile("result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    @Override
    public String description() {
        return "wrk";
    }

    @Override
    public Driven drive(URI server, Load load, BenchRound round, Meter meter) throws InterruptedException {
        try {
            Path script = Files.createTempFile("lastroom-wrk-", ".lua");
            try (InputStream in = Objects.requireNonNull(WrkDriver.class.getResourceAsStream("bookings.lua"))) {
                Files.write(script, in.readAllBytes());
                Ramp ramp = ramp(server, load, round, script);
                meter.start();
                Said measured = run(server, load, round, script, "measured", round.window());
                meter.stop();
                return driven(ramp, measured, load);
            } finally {
                Files.delete(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output of wrk, and the numbers in it. */
    private record Said(String output, long requests, double seconds, Latency latency) {}

    /** The requests booked before measuring, and in how many runs. */
    private record Ramp(long requests, int runs) {}

    /**
     * On a loaded machine, a service that is still being compiled may need longer than one run for its first answers.
     */
    private static Ramp ramp(URI server, Load load, BenchRound round, Path script)
            throws IOException, InterruptedException {
        long requests = 0;
        int runs = 0;
        while (requests == 0 && runs < RAMPS_MAX) {
            requests = run(server, load, round, script, "ramp-" + runs, round.ramp())
                    .requests();
            runs++;
        }
        return new Ramp(requests, runs);
    }

    /** Runs wrk once; the bookings of each part have their own keys. */
    private static Said run(URI server, Load load, BenchRound round, Path script, String part, Duration time)
            throws IOException, InterruptedException {
        String name = round.name() + "-" + part;
        String output = Programs.run(new ProcessBuilder(command(server, load, round, script, name, time)));
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new ContenderFailedException("the output of wrk is not as expected: " + output.strip(), null);
        }
        if (Long.parseLong(result.group(3)) > 0) {
            throw new ContenderFailedException("wrk got answers that are not bookings: " + output.strip(), null);
        }
        Latency latency = new Latency(millis(result.group(4)), millis(result.group(5)), millis(result.group(6)));
        return new Said(output, Long.parseLong(result.group(1)), Long.parseLong(result.group(2)) / 1e6, latency);
    }

    private static List<String> command(
            URI server, Load load, BenchRound round, Path script, String name, Duration time) {
        BenchHotel hotel = round.database().hotel();
        LocalDate first = hotel.stay(0, Load.STAY_NIGHTS).start();
        return List.of(
                "wrk",
                "--threads",
                Integer.toString(Math.min(THREADS, load.connections())),
                "--connections",
                Integer.toString(load.connections()),
                "--duration",
                Programs.wholeSeconds(time) + "s",
                "--timeout",
                "30s",
                "--script",
                script.toString(),
                server.toString(),
                "--",
                name,
                Long.toString(round.seed()),
                Integer.toString(hotel.ordinaryRoomTypes()),
                Integer.toString(hotel.nights() - Load.STAY_NIGHTS + 1),
                Long.toString(first.atStartOfDay(ZoneOffset.UTC).toEpochSecond()),
                load.path(),
                Integer.toString(load.bookings()));
    }

    /** Bookings of the ramp exist too, but do not count. */
    private static Driven driven(Ramp ramp, Said measured, Load load) {
        if (measured.requests() == 0) {
            throw new ContenderFailedException(
                    "wrk got no answers: " + measured.output().strip(), null);
        }
        return new Driven(
                measured.requests(),
                measured.seconds(),
                measured.latency(),
                ramp.requests() + measured.requests(),
                (ramp.runs() + 1) * load.connections());
    }

    private static double millis(String micros) {
        return Long.parseLong(micros) / 1e3;
    }
}

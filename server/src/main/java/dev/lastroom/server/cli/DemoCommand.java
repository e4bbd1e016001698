package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.cli.DemoRace.Told;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import dev.lastroom.server.edge.HttpSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a demonstration hotel with guests. */
@Command(
        name = "demo",
        description = {
            "Set up and serve a demo hotel on SQLite, and print how to book its rooms.",
            "",
            "The hotel is kept: your bookings are still there the next time you start it. It listens on this machine"
                    + " only. It does not log requests, unless LASTROOM_HTTP_ACCESS_LOG is true."
        },
        footer = "%nExit status: 1 if the file or the port is not available; 2 for wrong usage.")
public final class DemoCommand implements Callable<Integer> {

    private static final int DAYS_AHEAD = 7;
    private static final int NIGHTS = 2;
    private static final int BUYERS_MAX = 500;

    private final Console console;
    private final Map<String, String> environment;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + HttpSettings.PORT_DEFAULT,
            description = "The port to listen on, by default ${DEFAULT-VALUE}. 0 takes any free port.")
    private String port = "";

    @Option(
            names = "--db",
            paramLabel = "URL",
            defaultValue = "jdbc:sqlite:data/demo.db",
            description = "The database, by default ${DEFAULT-VALUE}.")
    private String db = "";

    @Option(
            names = "--race",
            description = "Let buyers race for the last room of a Saturday: on a terminal each time you press Enter,"
                    + " otherwise once.")
    private boolean race;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many buyers race, 2-500, by default ${DEFAULT-VALUE}.")
    private int buyers;

    public DemoCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (buyers < 2 || buyers > BUYERS_MAX) {
            throw CommandFailedException.wrongCall("--buyers must be 2 to " + BUYERS_MAX + ", not " + buyers);
        }
        Map<String, String> quiet = new HashMap<>(environment);
        quiet.putIfAbsent("LASTROOM_HTTP_ACCESS_LOG", "false");
        Settings settings = Settings.load(Map.of("--host", "127.0.0.1", "--port", port, "--db", db), null, quiet);
        try (Service service = Service.start(settings, Keyring.open(), engine -> new DemoHotel(engine).setUp())) {
            print(service.url(), Stores.describe(settings.db()));
            if (race) {
                Thread _ = Thread.ofVirtual().start(() -> races(service));
            }
            service.serveUntilStopped(console);
            return 0;
        }
    }

    private void print(URI url, String where) {
        LocalDate arrival = DemoHotel.today().plusDays(DAYS_AHEAD);
        String body = String.format(
                "{\"userId\":\"you\",\"roomTypeId\":\"%s\",\"startDate\":\"%s\",\"endDate\":\"%s\"}",
                DemoHotel.ROOM_TYPE, arrival, arrival.plusDays(NIGHTS));
        String book = String.format(
                "curl -sw '\\n' %s/v1/bookings -H 'Content-Type: application/json' -H 'Idempotency-Key: %s' -d '%s'",
                url, RunName.next("demo"), body);
        String newestBooking = String.format(
                "$(curl -s '%s/v1/bookings?userId=you&limit=1' | sed 's/.*\"bookingId\":\"\\([^\"]*\\)\".*/\\1/')",
                url);
        String cancel = String.format(
                "curl -sw '\\n' %s/v1/bookings/%s/cancel -H 'Content-Type: application/json' -d '{\"userId\":\"you\"}'",
                url, newestBooking);

        console.line(String.format(
                "The demo hotel is open at %s after %.1f s, on %s",
                console.bold(url.toString()), Service.sinceProcessStart().toMillis() / 1e3, where));
        example("Book a double room:", book);
        example("Book again with the same key. You get the same booking, and isFromCache is true:", book);
        example("Cancel it:", cancel);
        console.line("");
        console.line(console.faint("Stop it with Ctrl-C."));
    }

    /** Runs races until the input ends; without a terminal, one. */
    private void races(Service service) {
        DemoHotel hotel = new DemoHotel(service.engine());
        DemoRace start = new DemoRace(service.url(), buyers);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            do {
                LocalDate saturday = hotel.saturdayOfTheLastRoom().orElse(null);
                if (saturday == null) {
                    console.remark("The attic is sold on every Saturday. Cancel a booking to race again.");
                    return;
                }
                if (console.terminal()) {
                    console.line("");
                    console.line("The attic has one room on Saturday, " + saturday + ". " + buyers + " buyers want it."
                            + " Open " + service.url() + " to watch, and press Enter.");
                    if (lines.readLine() == null) {
                        return;
                    }
                }
                report(start.run(saturday, new RaceProgress(console, buyers)), saturday);
            } while (console.terminal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(List<Told> answers, LocalDate saturday) {
        List<Told> buyersWithRoom = answers.stream().filter(Told::hasTheRoom).toList();
        long soldOut = answers.stream().filter(Told::isSoldOut).count();
        Duration last =
                answers.stream().map(Told::after).max(Duration::compareTo).orElseThrow();
        boolean once = buyersWithRoom.size() == 1 && soldOut == answers.size() - 1;
        String who = buyersWithRoom.isEmpty()
                ? "nobody has it"
                : buyersWithRoom.stream()
                        .map(told -> "buyer " + told.buyer() + " has it after "
                                + told.after().toMillis() + " ms")
                        .collect(Collectors.joining(", "));
        console.line(String.format(
                "%s %d buyers, one room on %s: %s; %d were told that it is sold out, the last after %d ms",
                console.mark(once), answers.size(), saturday, who, soldOut, last.toMillis()));
    }

    private void example(String what, String line) {
        console.line("");
        console.line(console.faint("# " + what));
        console.line(line);
    }
}

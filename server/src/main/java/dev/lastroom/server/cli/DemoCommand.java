package dev.lastroom.server.cli;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import dev.lastroom.server.edge.HttpSettings;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a demonstration hotel with guests. */
@Command(
        name = "demo",
        description = {
            "Set up and serve a demo hotel on SQLite, and print how to book its rooms.",
            "",
            "The hotel is kept: your bookings are still there the next time you start it. It listens on this machine"
                    + " only."
        },
        footer = "%nExit status: 1 if the file or the port is not available; 2 for wrong usage.")
public final class DemoCommand implements Callable<Integer> {

    private static final int DAYS_AHEAD = 7;
    private static final int NIGHTS = 2;

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

    public DemoCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.load(Map.of("--host", "127.0.0.1", "--port", port, "--db", db), null, environment);
        try (Service service = Service.start(settings, Keyring.open(), engine -> new DemoHotel(engine).setUp())) {
            print(service.url(), Stores.describe(settings.db()));
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

    private void example(String what, String line) {
        console.line("");
        console.line(console.faint("# " + what));
        console.line(line);
    }
}

package dev.lastroom.server.cli;

import dev.lastroom.server.config.Setting;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves bookings over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serve bookings over HTTP, until it is stopped with Ctrl-C or SIGTERM.",
            "",
            "Every setting can be a line of a file, http.port=8080, or an environment variable, LASTROOM_HTTP_PORT=8080."
                    + " A flag counts before the environment, and that before the file."
        },
        footer = "%nStatus: 1 the database or the port is not to be had, 2 a wrong setting or called wrongly.")
public final class ServeCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Option(names = "--host", paramLabel = "HOST", description = "What to listen on, by default 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The port, by default 8080; 0 takes any free one.")
    private @Nullable String port;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The API keys, by default data/api-keys: see keys.")
    private @Nullable String keyFile;

    @Option(names = "--settings", description = "List all settings with their defaults, and end.")
    private boolean list;

    public ServeCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Settings.ALL.forEach(this::print);
            return 0;
        }
        Map<String, String> flags = new HashMap<>();
        if (host != null) {
            flags.put("--host", host);
        }
        if (port != null) {
            flags.put("--port", port);
        }
        if (keyFile != null) {
            flags.put("--key-file", keyFile);
        }
        Settings settings = database.settings(flags, environment);
        try (Service service = Service.start(settings, settings.keyring(), _ -> {})) {
            console.line(String.format(
                    "Lastroom is ready at %s after %.1f s, on %s",
                    console.bold(service.url().toString()),
                    Service.sinceProcessStart().toMillis() / 1e3,
                    Stores.describe(settings.db())));
            service.serveUntilStopped(console);
            return 0;
        }
    }

    private void print(Setting<?> setting) {
        String standard = setting.standard().isEmpty() ? "none" : setting.standard();
        console.line(console.bold(setting.name()) + " = " + standard);
        console.line("    " + setting.description());
        console.line(
                "    " + console.faint(setting.variable() + (setting.flag() == null ? "" : " or " + setting.flag())));
    }
}

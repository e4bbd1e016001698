package dev.lastroom.server.cli;

import dev.lastroom.server.config.Setting;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves bookings over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serve bookings over HTTP until stopped with Ctrl-C or SIGTERM.",
            "",
            "You can set every setting in a file, as http.port=8080, or in the environment, as"
                    + " LASTROOM_HTTP_PORT=8080. A flag overrides the environment, which overrides the file."
        },
        footer = "%nExit status: 1 if the database or the port is not available; 2 for a wrong setting or wrong usage.")
public final class ServeCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--settings", description = "List all settings with their defaults, then exit.")
    private boolean list;

    private ServeCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    /** Returns the command with the flags of all settings that have one. */
    public static CommandLine of(Console console, Map<String, String> environment) {
        CommandLine command = new CommandLine(new ServeCommand(console, environment));
        SettingFlags.addTo(command.getCommandSpec());
        return command;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Settings.ALL.forEach(this::print);
            return 0;
        }
        Settings settings = database.settings(SettingFlags.given(spec), environment);
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
        String standard = setting.standardText().isEmpty() ? "none" : setting.standardText();
        console.line(console.bold(setting.name()) + " = " + standard);
        console.line("    " + SettingFlags.plain(setting.description()) + " (" + setting.range() + ")");
        console.line(
                "    " + console.faint(setting.variable() + (setting.flag() == null ? "" : " or " + setting.flag())));
    }
}

package dev.lastroom.server.cli;

import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens a database. */
public final class DatabaseOptions {

    /** The line of help that names the default database. */
    static final String DEFAULT_DATABASE = "%nThe default database is that of serve: " + Stores.URL_DEFAULT + ".";

    @Option(names = "--db", paramLabel = "URL")
    private @Nullable String db;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A settings file with lines such as http.port=8080. serve --settings lists all settings.")
    private @Nullable Path config;

    /** Returns the database named on the command line; null if none was. */
    public @Nullable String db() {
        return db;
    }

    /** Loads the settings with more flags, such as {@code --port}. */
    public Settings settings(Map<String, String> moreFlags, Map<String, String> environment) {
        Map<String, String> flags = new HashMap<>(moreFlags);
        if (db != null) {
            flags.put("--db", db);
        }
        return Settings.load(flags, config, environment);
    }
}

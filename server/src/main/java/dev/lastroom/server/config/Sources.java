package dev.lastroom.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places where settings are written: flags, environment and file, in this order. */
final class Sources {

    /** Names the configuration file if no flag does. */
    static final String CONFIG_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

    private static final String KEYS_IN_FILE = "API keys are now in the file that http.keyFile names; create new keys"
            + " with lastroom keys create, and give them to their owners";

    /** Settings that no longer exist, and what to do instead. */
    private static final Map<String, String> GONE =
            Map.of("http.apiKeys", KEYS_IN_FILE, "LASTROOM_HTTP_API_KEYS", KEYS_IN_FILE);

    /** How many letters of a variable, prefix included, may be wrong for it to be taken for one of Lastroom's. */
    private static final int SLIPS_MAX = 2;

    private final Map<String, String> flags;
    private final Map<String, String> environment;
    private final Properties file;
    private final @Nullable Path fileName;

    /** A written value, and where it was written. */
    record GivenValue(String text, String source) {}

    private Sources(Map<String, String> flags, Map<String, String> environment, @Nullable Path fileName) {
        this.flags = flags;
        this.environment = environment;
        this.fileName = fileName;
        this.file = fileName == null ? new Properties() : load(fileName);
    }

    /** @throws SettingException if there is a setting that does not exist, or the file cannot be read */
    static Sources of(Map<String, String> flags, @Nullable Path file, Map<String, String> environment) {
        String named = environment.get(CONFIG_VARIABLE);
        Sources sources = new Sources(flags, environment, file == null && named != null ? Path.of(named) : file);
        sources.refuseUnknown();
        return sources;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingException("The configuration file " + file + " does not exist");
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException("The configuration file " + file + " cannot be read: " + e.getMessage());
        }
        return properties;
    }

    private void refuseUnknown() {
        List<String> names = Settings.ALL.stream().map(Setting::name).toList();
        for (String name : file.stringPropertyNames().stream().sorted().toList()) {
            if (!names.contains(name)) {
                throw unknown(name + " in " + fileName, name, names);
            }
        }
        List<String> variables = Stream.concat(Settings.ALL.stream().map(Setting::variable), Stream.of(CONFIG_VARIABLE))
                .toList();
        for (String variable : environment.keySet().stream().sorted().toList()) {
            if (!variables.contains(variable) && isMeant(variable, variables)) {
                throw unknown(variable + " in the environment", variable, variables);
            }
        }
    }

    /**
     * Returns whether a variable is meant for Lastroom: by its prefix, or because it is a near miss of a known one. All
     * others belong to other programs.
     */
    private static boolean isMeant(String variable, List<String> variables) {
        return variable.startsWith(Setting.VARIABLE_PREFIX)
                || variables.stream()
                        .filter(known -> Math.abs(known.length() - variable.length()) <= SLIPS_MAX)
                        .anyMatch(known -> NearestName.distance(variable, known) <= SLIPS_MAX);
    }

    private static SettingException unknown(String what, String wrong, List<String> names) {
        String remedy = GONE.get(wrong);
        if (remedy != null) {
            return new SettingException(what + " no longer exists: " + remedy);
        }
        String hint = NearestName.of(wrong, names)
                .map(nearest -> ": did you mean " + nearest + "?")
                .orElse(": list all settings with lastroom serve --settings");
        return new SettingException(what + " is not a setting" + hint);
    }

    GivenValue find(Setting<?> setting) {
        String flag = setting.flag() == null ? null : flags.get(setting.flag());
        if (flag != null) {
            return new GivenValue(flag, "" + setting.flag());
        }
        String variable = environment.get(setting.variable());
        if (variable != null) {
            return new GivenValue(variable, setting.variable());
        }
        String property = file.getProperty(setting.name());
        return property != null
                ? new GivenValue(property, "in " + fileName)
                : new GivenValue(setting.standardText(), "by default");
    }
}

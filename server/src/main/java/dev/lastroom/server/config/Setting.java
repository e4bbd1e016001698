package dev.lastroom.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting, declared once. Its flag, variable, default, line of help and row of the quick reference come from the
 * declaration. Immutable and thread-safe.
 *
 * @param name its key in the configuration file, such as {@code http.port}
 * @param flag its flag on the command line; null if it has none
 * @param type the values that it may have
 * @param standard the default
 * @param secret whether its value must not be shown
 * @param description its meaning and its unit
 */
public record Setting<T>(
        String name, @Nullable String flag, SettingType<T> type, T standard, boolean secret, String description) {

    /** The prefix of all environment variables. */
    public static final String VARIABLE_PREFIX = "LASTROOM_";

    /** Returns the environment variable: {@code http.shutdownGrace} is {@code LASTROOM_HTTP_SHUTDOWN_GRACE}. */
    public String variable() {
        String words = name.replace('.', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return VARIABLE_PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /** Returns the allowed values, for people to read. */
    public String range() {
        return type.range();
    }

    /** Returns the default as it would be written; empty for none. */
    public String standardText() {
        return type.writer().apply(standard);
    }

    /**
     * Reads a given value.
     *
     * @param source where it was set, for the error
     * @throws SettingException naming the setting, the source and the allowed values
     */
    T read(String text, String source) {
        try {
            return type.parser().parse(text.strip());
        } catch (IllegalArgumentException e) {
            String not = secret ? "" : ", not \"" + text + "\"";
            throw new SettingException("Invalid setting " + source + ": " + name + " " + e.getMessage() + not);
        }
    }
}

package dev.lastroom.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting, declared once: from it come its flag, its variable, its default, its line of help and its row of the quick
 * reference. Immutable and thread-safe.
 *
 * @param name its key in the configuration file, such as {@code http.port}
 * @param flag its flag on the command line; null where it has none
 * @param type what it may be
 * @param standard what it is where nothing is said
 * @param secret whether its value must not be shown
 * @param description its meaning and its unit
 */
public record Setting<T>(
        String name, @Nullable String flag, SettingType<T> type, T standard, boolean secret, String description) {

    /** What the names of all environment variables begin with. */
    public static final String VARIABLE_PREFIX = "LASTROOM_";

    /** The environment variable: {@code http.shutdownGrace} is {@code LASTROOM_HTTP_SHUTDOWN_GRACE}. */
    public String variable() {
        String words = name.replace('.', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return VARIABLE_PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /** What may be written, for people to read. */
    public String range() {
        return type.range();
    }

    /** The default, as it would be written; empty for none. */
    public String standardText() {
        return type.writer().apply(standard);
    }

    /**
     * Reads what was set.
     *
     * @param source where it was set, for the error
     * @throws SettingException naming the setting, the source and what it must be
     */
    T read(String text, String source) {
        try {
            return type.parser().parse(text.strip());
        } catch (IllegalArgumentException e) {
            String not = secret ? "" : ", not \"" + text + "\"";
            throw new SettingException("Wrong setting " + source + ": " + name + " " + e.getMessage() + not);
        }
    }
}

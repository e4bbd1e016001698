package dev.lastroom.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting: what it is called, what it may be and what it is for. Immutable and thread-safe.
 *
 * @param name its key in the configuration file, such as {@code http.port}
 * @param flag its flag on the command line; null where it has none
 * @param standard what it is where nothing is said, as it would be written
 * @param parser reads what is written
 * @param secret whether its value must not be shown
 * @param description what it is for, in one line
 */
public record Setting<T>(
        String name, @Nullable String flag, String standard, Parser<T> parser, boolean secret, String description) {

    /** What the names of all environment variables begin with. */
    public static final String VARIABLE_PREFIX = "LASTROOM_";

    /** Reads the text of a setting. */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * Reads {@code text}.
         *
         * @throws IllegalArgumentException saying what it must be, beginning with "must"
         */
        T parse(String text);
    }

    /** The environment variable: {@code http.shutdownGrace} is {@code LASTROOM_HTTP_SHUTDOWN_GRACE}. */
    public String variable() {
        String words = name.replace('.', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return VARIABLE_PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /**
     * Reads what was set.
     *
     * @param source where it was set, for the error
     * @throws SettingException naming the setting, the source and what it must be
     */
    T read(String text, String source) {
        try {
            return parser.parse(text.strip());
        } catch (IllegalArgumentException e) {
            String not = secret ? "" : ", not \"" + text + "\"";
            throw new SettingException("Wrong setting " + source + ": " + name + " " + e.getMessage() + not);
        }
    }
}

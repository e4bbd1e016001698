package dev.lastroom.server.cli;

import dev.lastroom.server.config.Setting;
import dev.lastroom.server.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of settings, made and described from their declarations. */
final class SettingFlags {

    private SettingFlags() {}

    private static List<Setting<?>> withFlag() {
        return Settings.ALL.stream().filter(setting -> setting.flag() != null).toList();
    }

    /** Adds the flags of all settings that a command does not have yet. */
    static void addTo(CommandSpec command) {
        for (Setting<?> setting : withFlag()) {
            String flag = String.valueOf(setting.flag());
            if (command.findOption(flag) == null) {
                String label = flag.substring(flag.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
                command.addOption(OptionSpec.builder(flag)
                        .type(String.class)
                        .paramLabel(label)
                        .description(help(setting))
                        .build());
            }
        }
    }

    /** Returns the given values of the settings' flags. */
    static Map<String, String> given(CommandSpec command) {
        Map<String, String> given = new HashMap<>();
        for (Setting<?> setting : withFlag()) {
            String flag = String.valueOf(setting.flag());
            @Nullable String value = command.commandLine().getParseResult().matchedOptionValue(flag, null);
            if (value != null) {
                given.put(flag, value);
            }
        }
        return given;
    }

    /** Describes options that are flags of settings and have no description, in a command and its subcommands. */
    static void describe(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        for (Setting<?> setting : withFlag()) {
            OptionSpec option = spec.findOption(String.valueOf(setting.flag()));
            if (option != null && option.description().length == 0) {
                spec.remove(option);
                spec.addOption(
                        OptionSpec.builder(option).description(help(setting)).build());
            }
        }
        command.getSubcommands().values().forEach(SettingFlags::describe);
    }

    private static String help(Setting<?> setting) {
        return plain(setting.description()) + " Default: " + setting.standardText();
    }

    /** Returns a description without Markdown marks. */
    static String plain(String description) {
        return description.replace("`", "");
    }
}

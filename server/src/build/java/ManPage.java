import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.server.Main;
import dev.lastroom.server.cli.Console;
import dev.lastroom.server.cli.Errors;
import dev.lastroom.server.config.Setting;
import dev.lastroom.server.config.Settings;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Prints the manual page lastroom(1), made from the commands and settings themselves. The packaging starts this file on
 * the class path of the server: {@code java ManPage.java VERSION}. SOURCE_DATE_EPOCH gives its date.
 */
final class ManPage {

    private final PrintStream out;
    private boolean afterHeading;

    private ManPage(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        Console console = Console.plain(System.out, System.err);
        CommandLine lastroom = new Errors(console).sayOf(Main.commands(console, Map.of()));
        LocalDate date = LocalDate.ofInstant(
                Instant.ofEpochSecond(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH"))), ZoneOffset.UTC);
        PrintStream out = new PrintStream(System.out, false, UTF_8);
        new ManPage(out).print(lastroom, args[0], date);
        out.flush();
    }

    private void print(CommandLine lastroom, String version, LocalDate date) {
        out.printf(".TH LASTROOM 1 %s \"Lastroom %s\" Lastroom%n", date, version);
        section("NAME");
        text("lastroom \u2013 " + lastroom.getCommandSpec().usageMessage().description()[0]);
        section("SYNOPSIS");
        text("lastroom COMMAND [OPTION]…");
        section("COMMANDS");
        lastroom.getSubcommands().values().forEach(this::command);
        section("SETTINGS");
        text("A flag overrides an environment variable, which overrides the file of --config or LASTROOM_CONFIG.");
        Settings.ALL.forEach(this::setting);
        section("ENVIRONMENT");
        item("LASTROOM_CONFIG", "The settings file. As installed on Debian, /etc/lastroom/lastroom.properties.");
        item("JAVA_OPTS", "Options of Java, parted by spaces, such as -Xmx2g for a heap of 2 GiB instead of 512 MiB.");
        section("EXIT STATUS");
        item("0", "Success.");
        item("1", "A check failed, or the database or the port is not available.");
        item("2", "A wrong setting, flag or file.");
        item("3", "The service could not go on. Let a supervisor restart it.");
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        if (command.getSubcommands().isEmpty()) {
            heading(".SS", spec.qualifiedName());
            text(command.getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
            paragraphs(spec.usageMessage().description());
            spec.positionalParameters().forEach(it -> item(it.paramLabel(), description(it)));
            spec.options().stream().filter(it -> !it.hidden()).forEach(this::option);
            paragraphs(spec.usageMessage().footer());
        }
        new LinkedHashSet<>(command.getSubcommands().values()).forEach(this::command);
    }

    private void option(OptionSpec option) {
        if (!option.usageHelp() && !option.versionHelp()) {
            String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            item(String.join(", ", option.names()) + value, description(option));
        }
    }

    private static String description(ArgSpec argument) {
        return filled(String.join(" ", argument.description()), argument);
    }

    private static String filled(String description, ArgSpec argument) {
        return description.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString()));
    }

    private void setting(Setting<?> setting) {
        String standard = setting.standardText().isEmpty() ? "none" : setting.standardText();
        item(
                setting.name() + " = " + standard,
                setting.description().replace("`", "") + " (" + setting.range() + "; " + setting.variable()
                        + (setting.flag() == null ? "" : " or " + setting.flag()) + ")");
    }

    private void paragraphs(String... texts) {
        for (String text : texts) {
            text(text);
        }
    }

    private void section(String name) {
        heading(".SH", name);
    }

    private void heading(String request, String name) {
        out.println(request + " " + escaped(name));
        afterHeading = true;
    }

    private void item(String term, String meaning) {
        afterHeading = false;
        out.println(".TP");
        out.println(escaped(term));
        out.println(escaped(meaning));
    }

    private void text(String text) {
        for (String line : String.format(text.replace("%n", "\n")).split("\n")) {
            if (!line.isBlank()) {
                if (!afterHeading) {
                    out.println(".PP");
                }
                afterHeading = false;
                out.println(escaped(line));
            }
        }
    }

    /** A text of the page: no hyphen is broken or typeset as a dash, and no line is taken for a request. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\u2013", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}

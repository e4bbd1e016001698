package dev.lastroom.proof.docs;

import dev.lastroom.server.config.Setting;
import dev.lastroom.server.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page in Markdown, and the things that it names.
 *
 * @param file where it is, without {@code ..} in the middle
 */
record Page(Path file, String text) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    private static final Set<String> SETTINGS = names(Setting::name);
    private static final Set<String> VARIABLES = names(Setting::variable);
    private static final Pattern SETTING = Pattern.compile("(?<![\\w./-])(?:"
            + SETTINGS.stream()
                    .map(name -> name.replaceFirst("\\..*", ""))
                    .distinct()
                    .collect(Collectors.joining("|"))
            + ")\\.[a-z]\\w*(?![\\w(-]|\\.\\w)");
    private static final Pattern VARIABLE = Pattern.compile("\\bLASTROOM(_[A-Z]+)+\\b");
    private static final String CONFIG_VARIABLE = "LASTROOM_CONFIG";

    private static final Pattern COMMAND = Pattern.compile("(?<=`|\\./)lastroom ([a-z][^`\\n]*)");

    /** The words of another program begin after these. */
    private static final Pattern END_OF_COMMAND = Pattern.compile(" #|[|;)>]|&&");

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][\\w-]*");

    /** Counts of things in the code change with the code. Decisions and the changelog describe a moment. */
    private static final Pattern COUNTED =
            Pattern.compile("(?i)\\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d+)"
                    + " (parts|classes|modules|packages)\\b");

    /** An option of Java that a page recommends to users. */
    private static final Set<String> OF_OTHERS = Set.of("--enable-native-access");

    static Page read(Path file) {
        try {
            return new Page(file.normalize(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(java.util.function.Function<Setting<?>, String> name) {
        return Settings.ALL.stream().map(name).collect(Collectors.toSet());
    }

    /** Returns the files and folders that the page links to. */
    Stream<Path> targets() {
        return links().map(this::target);
    }

    private Stream<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("(https?|mailto):.*"));
    }

    private String prose() {
        return SPAN.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("");
    }

    private Path target(String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    /** Returns the links that lead nowhere, each with the page. */
    List<String> deadLinks() {
        return links().filter(Predicate.not(this::leadsSomewhere))
                .map(link -> file + " leads to " + link)
                .toList();
    }

    private boolean leadsSomewhere(String link) {
        Path target = target(link);
        if (!target.equals(file) && !Files.exists(target)) {
            return false;
        }
        int hash = link.indexOf('#');
        Set<String> anchors = hash < 0 ? Set.of() : (target.equals(file) ? this : read(target)).anchors();
        return hash < 0 || anchors.contains(link.substring(hash + 1));
    }

    /** Returns the anchors that GitHub gives the headings. */
    private Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    return before == 0 ? anchor : anchor + "-" + before;
                })
                .collect(Collectors.toSet());
    }

    /** Returns commands, options, settings and variables that do not exist, and counts of things in the code. */
    List<String> unknownNames(Commands commands) {
        List<String> unknown = new ArrayList<>();
        all(SETTING, text).filter(name -> !SETTINGS.contains(name)).forEach(unknown::add);
        all(VARIABLE, text)
                .filter(name -> !VARIABLES.contains(name) && !name.equals(CONFIG_VARIABLE))
                .forEach(unknown::add);
        COMMAND.matcher(text).results().forEach(found -> {
            String line = END_OF_COMMAND.split(found.group(1), 2)[0].strip();
            String command = commands.commandOf(line);
            if (command.isEmpty()) {
                unknown.add("lastroom " + line);
            }
            all(OPTION, line)
                    .filter(option -> !command.isEmpty() && !commands.has(command, option))
                    .forEach(option -> unknown.add("lastroom " + command + " " + option));
        });
        SPAN.matcher(text)
                .results()
                .map(span -> span.group(1))
                .filter(span -> span.startsWith("--"))
                .flatMap(span -> all(OPTION, span))
                .filter(option -> !commands.anyHas(option) && !OF_OTHERS.contains(option))
                .forEach(unknown::add);
        all(COUNTED, prose()).forEach(unknown::add);
        return unknown.stream().map(name -> file + " names " + name).toList();
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group());
    }
}

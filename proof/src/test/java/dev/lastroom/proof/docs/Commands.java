package dev.lastroom.proof.docs;

import dev.lastroom.server.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The options of every command, by its words, such as {@code keys create}. */
final class Commands {

    private static final Path BENCH = Path.of("../benchmarks/src/main/java/dev/lastroom/bench/cli");
    private static final Pattern DECLARED = Pattern.compile("names = \\{?\"(--[\\w-]+)\"");

    private static final Pattern WORDS = Pattern.compile("^([a-z][\\w-]*)(?: [a-z][\\w-]*)?");

    private final Map<String, Set<String>> options = new TreeMap<>();

    /** The commands that need a second word. */
    private final Set<String> groups = new TreeSet<>();

    /** Reads the commands of the server and the proof programs as they run, and those of the bench as declared. */
    Commands() throws IOException {
        Console console = Console.system(Map.of());
        add("", dev.lastroom.server.Main.commands(console, Map.of()));
        add("", dev.lastroom.proof.Main.commands(console, Map.of()));
        // The launcher carries it out itself.
        options.put("package", Set.of("--cache", "--help"));
        // The bench depends on the server, and nothing depends on the bench.
        Set<String> bench = declaredOfBench();
        List.of("bench", "bench report", "bench ari").forEach(words -> options.put(words, bench));
    }

    private void add(String words, CommandLine command) {
        options.computeIfAbsent(words, _ -> new TreeSet<>())
                .addAll(command.getCommandSpec().optionsMap().keySet());
        if (!command.getSubcommands().isEmpty()) {
            groups.add(words);
        }
        command.getSubcommands().forEach((name, sub) -> add((words + " " + name).strip(), sub));
    }

    private static Set<String> declaredOfBench() throws IOException {
        try (Stream<Path> files = Files.list(BENCH)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return Stream.concat(
                            DECLARED.matcher(all).results().map(declared -> declared.group(1)),
                            Stream.of("--help", "--version"))
                    .collect(Collectors.toSet());
        }
    }

    /** Returns the command at the beginning of the text after {@code lastroom}. Empty if there is none. */
    String commandOf(String line) {
        Matcher words = WORDS.matcher(line);
        if (!words.find()) {
            return "";
        }
        String first = words.group(1);
        if (options.containsKey(words.group())) {
            return words.group();
        }
        return options.containsKey(first) && !groups.contains(first) ? first : "";
    }

    boolean has(String command, String option) {
        return options.getOrDefault(command, Set.of()).contains(option);
    }

    boolean anyHas(String option) {
        return options.values().stream().anyMatch(all -> all.contains(option));
    }
}

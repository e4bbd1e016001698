package dev.lastroom.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer drives all parsers with {@code lastroom.fuzzRuns} inputs, or for {@code lastroom.fuzzSeconds}. The coverage of
 * earlier inputs guides each new one. It runs in a process of its own, because its agent changes the classes that are
 * loaded. With a number of runs, the inputs are the same each time, so that no build fails by chance.
 */
class JazzerTest {

    private static final int STATUS_OF_A_FINDING = 77;
    private static final int SEED = 20_261_129;

    @TempDir
    private Path folder;

    static boolean isAskedFor() {
        return Long.getLong("lastroom.fuzzRuns") != null || Long.getLong("lastroom.fuzzSeconds") != null;
    }

    @Test
    @EnabledIf("isAskedFor")
    void everyParserReadsOrRefusesAnyInput() throws Exception {
        Long runs = Long.getLong("lastroom.fuzzRuns");
        Ended ended = runs != null
                ? run(Parsers.class, "-runs=" + runs, "-seed=" + SEED)
                : run(Parsers.class, "-max_total_time=" + Long.getLong("lastroom.fuzzSeconds"));
        System.out.println(ended.lastLines());
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    /** Negative control: Jazzer finds a fault that a text of three letters triggers. */
    @Test
    @EnabledIf("isAskedFor")
    void aPlantedFaultIsFound() throws Exception {
        Ended ended = run(Planted.class, "-max_total_time=30");
        assertThat(ended.status()).as(ended.output()).isEqualTo(STATUS_OF_A_FINDING);
        assertThat(ended.output()).contains("planted");
    }

    /** A parser with a fault. */
    public static final class Planted {

        private Planted() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (input.length > 2 && input[0] == 'b' && input[1] == 'a' && input[2] == 'd') {
                throw new IllegalStateException("planted");
            }
        }
    }

    private record Ended(int status, String output) {

        String lastLines() {
            List<String> lines = output.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
        }
    }

    private Ended run(Class<?> target, String... bounds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectory(folder.resolve(target.getSimpleName()));
        for (int i = 0; target == Parsers.class && i < Parsers.ALL.size(); i++) {
            List<String> seeds = Parsers.ALL.get(i).seeds();
            for (int j = 0; j < seeds.size(); j++) {
                Files.write(corpus.resolve("seed-" + i + "-" + j), Parsers.input(i, seeds.get(j)));
            }
        }
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=dev.lastroom.**",
                "-timeout=10",
                "-max_len=10000"));
        command.addAll(List.of(bounds));
        command.add(corpus.toString());
        int status = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return new Ended(status, Files.readString(output));
    }
}

package dev.lastroom.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer drives all parsers for {@code lastroom.fuzzSeconds}, each new input led by the coverage of those before, in a process
 * of its own: its agent changes the classes that are loaded.
 */
class JazzerTest {

    private static final int STATUS_OF_A_FINDING = 77;

    @TempDir
    private Path folder;

    @Test
    @EnabledIfSystemProperty(named = "lastroom.fuzzSeconds", matches = "[1-9]\\d*")
    void noInputIsFoundThatAParserNeitherReadsNorRefuses() throws Exception {
        Ended ended = run(Parsers.class, Long.getLong("lastroom.fuzzSeconds"));
        System.out.println(ended.lastLines());
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    /** Negative control: a fault that a text of three letters brings about is found. */
    @Test
    @EnabledIfSystemProperty(named = "lastroom.fuzzSeconds", matches = "[1-9]\\d*")
    void aPlantedFaultIsFound() throws Exception {
        Ended ended = run(Planted.class, 30);
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

    private Ended run(Class<?> target, long seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectory(folder.resolve(target.getSimpleName()));
        for (int i = 0; target == Parsers.class && i < Parsers.ALL.size(); i++) {
            List<String> seeds = Parsers.ALL.get(i).seeds();
            for (int j = 0; j < seeds.size(); j++) {
                Files.write(corpus.resolve("seed-" + i + "-" + j), Parsers.input(i, seeds.get(j)));
            }
        }
        Path output = folder.resolve("output.txt");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=dev.lastroom.**",
                        "-max_total_time=" + seconds,
                        "-timeout=10",
                        "-max_len=10000",
                        corpus.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return new Ended(status, Files.readString(output));
    }
}

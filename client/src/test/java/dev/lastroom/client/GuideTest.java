package dev.lastroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the guide compiles, as Java 17. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "client.md");

    private static final String PROGRAM = """
            import dev.lastroom.client.*;
            import dev.lastroom.client.model.*;
            import java.net.URI;
            import java.time.LocalDate;

            class Example {
                void run(String key, LocalDate arrival, LocalDate departure) {
            %s
                }

                void log(Object text) {}
            }
            """;

    @Test
    void theExampleCompiles(@TempDir Path folder) throws Exception {
        String guide = Files.readString(GUIDE);
        String example = guide.split("```java\n", -1)[1].split("```", -1)[0];

        assertThat(errors(folder, example)).isEmpty();
        // The negative control: the compiler would see a method that there is not.
        assertThat(errors(folder, example.replace("Calls.book(", "Calls.sell(")))
                .contains("sell");
    }

    private static String errors(Path folder, String example) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "--release", "17", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        compiler.getTask(errors, null, null, options, null, List.of(new Source(PROGRAM.formatted(example))))
                .call();
        return errors.toString();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Example.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

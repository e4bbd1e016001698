package dev.lastroom.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build step that merges the pieces of the OpenAPI document, started as the build starts it. */
class OpenApiBundlerTest {

    private static final Path BUNDLER = Path.of("src/build/java/OpenApiBundler.java");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheBeginning() throws IOException {
        write("openapi.yaml", """
            info:
              description: |-
                A paragraph of
                two lines.

                - An item of
                  two lines.
                - Another.

                | a | table |
                |---|---|
            components:
              schemas:
                Id: { type: string }
            """);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String bundle() throws IOException, InterruptedException {
        Process bundler = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        BUNDLER.toString(),
                        folder.toString(),
                        folder.resolve("bundle").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(bundler.getInputStream().readAllBytes(), UTF_8);
        return bundler.waitFor() == 0 ? Files.readString(folder.resolve("bundle/openapi.json")) : output;
    }

    @Test
    void piecesAreMergedAndTheLinesOfParagraphsJoined() throws Exception {
        write("rooms.yaml", """
            components:
              schemas:
                Room: { $ref: "#/components/schemas/Id" }
            """);

        assertThat(bundle())
                .isEqualTo("{\"info\":{\"description\":\"A paragraph of two lines.\\n\\n"
                        + "- An item of two lines.\\n- Another.\\n\\n| a | table |\\n|---|---|\"},"
                        + "\"components\":{\"schemas\":{\"Id\":{\"type\":\"string\"},"
                        + "\"Room\":{\"$ref\":\"#/components/schemas/Id\"}}}}");
    }

    @Test
    void aFieldThatTwoPiecesSetIsNamed() throws Exception {
        write("rooms.yaml", """
            components:
              schemas:
                Id: { type: string }
            """);

        assertThat(bundle()).contains("rooms.yaml: components schemas Id type is in another file already");
    }
}

package dev.lastroom.proof.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of shipped components, in which a scanner looks for known weaknesses, is complete. The server's build writes
 * the list at its very end, so the test is in a module that is built after it.
 */
class BillOfMaterialsTest {

    private static final Path TARGET = Path.of("..", "server", "target");
    private static final Path LIST = TARGET.resolve("lastroom-sbom.json");

    private Map<String, JsonNode> components = Map.of();

    @BeforeEach
    void read() {
        assumeTrue(Files.exists(LIST), "mvn verify of the server writes the list");
        components = JsonMapper.shared()
                .readTree(LIST)
                .path("components")
                .valueStream()
                .collect(Collectors.toMap(
                        it -> it.path("name").asString() + "-"
                                + it.path("version").asString() + ".jar",
                        it -> it));
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(TARGET.resolve("lib"))) {
            return files.toList();
        }
    }

    @Test
    void eachJarIsListedWithItsVersionAddressAndHash() throws Exception {
        for (Path jar : jars()) {
            String name = jar.getFileName().toString();
            JsonNode component = Objects.requireNonNull(components.get(name), name);
            assertThat(component.path("purl").asString())
                    .startsWith("pkg:maven/" + component.path("group").asString() + "/"
                            + component.path("name").asString() + "@"
                            + component.path("version").asString());
            assertThat(hash(component)).as(jar.toString()).isEqualTo(sha256(jar));
        }
    }

    @Test
    void onlyShippedJarsOfReleasedVersionsAreListed() throws IOException {
        assertThat(jars())
                .extracting(jar -> jar.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(components.keySet());
        assertThat(components.values())
                .filteredOn(it -> !it.path("group").asString().equals("dev.lastroom"))
                .hasSizeGreaterThan(20)
                .allSatisfy(it -> assertThat(it.path("version").asString()).doesNotContain("SNAPSHOT"));
    }

    private static String hash(JsonNode component) {
        return component
                .path("hashes")
                .valueStream()
                .filter(it -> it.path("alg").asString().equals("SHA-256"))
                .map(it -> it.path("content").asString())
                .collect(Collectors.joining());
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

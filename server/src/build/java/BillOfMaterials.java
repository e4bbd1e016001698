import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints the CycloneDX list of the server's libraries with the Java runtime that is packaged with them. The packaging
 * starts this file: {@code java BillOfMaterials.java LIST RELEASE-FILE-OF-THE-JDK}.
 */
final class BillOfMaterials {

    private BillOfMaterials() {}

    public static void main(String[] args) throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode list = (ObjectNode) json.readTree(Path.of(args[0]));
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[1]))) {
            release.load(reader);
        }
        String version = value(release, "JAVA_VERSION");
        ObjectNode runtime = list.withArray("components").addObject();
        runtime.put("type", "platform")
                .put("bom-ref", "java-runtime")
                .put("publisher", value(release, "IMPLEMENTOR"))
                .put("name", "openjdk")
                .put("version", version)
                .put("cpe", "cpe:2.3:a:oracle:openjdk:" + version + ":*:*:*:*:*:*:*")
                .put("description", value(release, "IMPLEMENTOR_VERSION") + ", the modules that the server needs");
        runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        new PrintStream(System.out, true, UTF_8).println(json.writeValueAsString(list));
    }

    private static String value(Properties release, String name) {
        String quoted = release.getProperty(name);
        if (quoted == null) {
            throw new IllegalArgumentException("The release file of the JDK has no " + name);
        }
        return quoted.replace("\"", "");
    }
}

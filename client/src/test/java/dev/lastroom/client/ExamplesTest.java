package dev.lastroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The examples of the OpenAPI document, read into records and written again, are the same. */
class ExamplesTest {

    private final JsonNode document = document();
    private final List<String> compared = new ArrayList<>();

    @Test
    void eachExampleKeepsAllItsValues() throws Exception {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                compare(operation.path("requestBody").path("content"));
                for (JsonNode response : operation.path("responses")) {
                    compare(resolve(response).path("content"));
                }
            }
        }
        assertThat(compared).hasSizeGreaterThan(100).contains("BookingRequest", "BookingAnswer", "EventPage");
    }

    private void compare(JsonNode contents) throws Exception {
        for (JsonNode content : contents) {
            String name = content.path("schema").path("$ref").asString("").replaceAll(".*/", "");
            // The results of a batch have another form in Java; ClientTest reads some.
            if (name.isEmpty() || name.equals("BatchResponse")) {
                continue;
            }
            Class<?> type = Class.forName("dev.lastroom.client.model." + name);
            for (JsonNode example : content.path("examples")) {
                JsonNode value = resolve(example).path("value");
                JsonNode again = Json.MAPPER.valueToTree(Json.MAPPER.treeToValue(value, type));
                assertThat(withoutNulls(again)).as(name).isEqualTo(withoutNulls(value));
                compared.add(name);
            }
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** A field without a value and one that is null are the same to a record. Read from text, numbers have one form. */
    private static JsonNode withoutNulls(JsonNode json) {
        JsonNode copy = Json.MAPPER.readTree(json.toString());
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.removeNulls();
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.forEach(ExamplesTest::strip);
        }
    }

    private static JsonNode document() {
        InputStream in = ExamplesTest.class.getResourceAsStream("/web/openapi.json");
        return Json.MAPPER.readTree(in);
    }
}

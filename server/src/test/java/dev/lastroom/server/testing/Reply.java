package dev.lastroom.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as received over the wire. */
public record Reply(HttpResponse<String> response) {

    private static final JsonMapper MAPPER = new JsonMapper();

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public String text() {
        return response.body();
    }

    public JsonNode json() {
        return MAPPER.readTree(response.body());
    }

    /** Returns a value of the body as text, by its JSON pointer. */
    public String at(String pointer) {
        JsonNode node = json().at(pointer);
        return node.isString() ? node.stringValue() : node.toString();
    }

    public Reply hasStatus(int expected) {
        assertThat(status()).as(text()).isEqualTo(expected);
        return this;
    }

    /** Checks everything that all problems have, and that this is the given one. */
    public Reply isProblem(ErrorCode code) {
        hasStatus(code.status());
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(at("/error")).isEqualTo(code.name());
        assertThat(at("/type")).isEqualTo(code.type());
        assertThat(at("/title")).isEqualTo(code.title());
        assertThat(json().get("status").intValue()).isEqualTo(code.status());
        assertThat(json().get("success").booleanValue()).isFalse();
        assertThat(json().get("retryable").booleanValue()).isEqualTo(code.retryable());
        assertThat(at("/detail")).isNotBlank().isEqualTo(at("/message"));
        assertThat(json().get("details").isObject()).isTrue();
        assertThat(header("Retry-After")).isEqualTo(code.retryable() ? "" + code.retryAfterSeconds() : "");
        assertThat(text()).doesNotContain("Exception", "\tat ", ".java:");
        return this;
    }

    /** As {@link #isProblem}, with the fault in this field. */
    public Reply isProblemOf(ErrorCode code, String field) {
        isProblem(code);
        assertThat(at("/details/field")).as(text()).isEqualTo(field);
        return this;
    }
}

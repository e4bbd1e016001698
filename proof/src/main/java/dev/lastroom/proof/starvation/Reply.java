package dev.lastroom.proof.starvation;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer over HTTP.
 *
 * @param head the status line and the headers
 */
record Reply(String head, String body) {

    /** A setting, a field of the details, or a number: any of them tells a client which limit it reached. */
    private static final Pattern LIMIT = Pattern.compile("\\b(http|db|engine)\\.[a-z]\\w+|\\w+Max\\b|\\d");

    int status() {
        String[] words = head.split(" ", 3);
        return words.length > 1 ? Integer.parseInt(words[1]) : 0;
    }

    boolean isSuccess() {
        return status() / 100 == 2;
    }

    /** Whether the connection ends with this answer. */
    boolean isLast() {
        return head.toLowerCase(Locale.ROOT).contains("connection: close");
    }

    /** Whether it says that there is too much of something. */
    boolean isRefusal() {
        return switch (text("/error")) {
            case "OVERLOADED", "RATE_LIMITED", "HOLD_LIMIT_REACHED", "WAITLIST_FULL" -> true;
            default -> false;
        };
    }

    /** Whether its message or its details name the limit. */
    boolean namesLimit() {
        return LIMIT.matcher(text("/message") + json().at("/details")).find();
    }

    /** A value of the body; empty if absent. */
    String text(String pointer) {
        return json().at(pointer).asString("");
    }

    private JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}

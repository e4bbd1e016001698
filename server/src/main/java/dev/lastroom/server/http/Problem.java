package dev.lastroom.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as the caller sees it (RFC 9457).
 *
 * @param code the error code
 * @param message the error in words
 * @param details the error in values, for programs
 * @param headers headers of the answer, in addition to those of the code
 */
public record Problem(ErrorCode code, String message, ObjectNode details, Map<String, String> headers) {

    public static final String RETRY_AFTER = "Retry-After";

    /** The most faults that one answer names. */
    public static final int FAULTS_MAX = 20;

    private static final String FIELD = "field";

    static final String CONTENT_TYPE = "application/problem+json";

    public Problem(ErrorCode code, String message, ObjectNode details) {
        this(code, message, details, Map.of());
    }

    public static Problem of(ErrorCode code, String message) {
        return new Problem(code, message, Json.object());
    }

    /** Says that {@code field} is invalid; {@code message} continues after the field's name. */
    public static Problem invalid(String field, String message) {
        return ofField(ErrorCode.VALIDATION_FAILED, field, field + " " + message);
    }

    /** Says that the fault lies in one field. */
    public static Problem ofField(ErrorCode code, String field, String message) {
        return new Problem(code, message, Json.object().put(FIELD, field));
    }

    /** Says that a limit is reached; {@code message} is a sentence, to which the limit's name is added. */
    public static Problem ofLimit(ErrorCode code, String limit, long max, String message) {
        return new Problem(
                code,
                message + " (" + limit + ")",
                Json.object().put("limit", limit).put("max", max));
    }

    /** Says all that is wrong with a request; the first is named as if it were alone. */
    public static Problem all(List<Problem> faults) {
        Problem first = faults.getFirst();
        if (faults.size() == 1) {
            return first;
        }
        List<Problem> named = faults.subList(0, Math.min(faults.size(), FAULTS_MAX));
        ObjectNode details = first.details.deepCopy();
        ArrayNode list = details.putArray("faults");
        named.forEach(fault -> list.addObject()
                .put(FIELD, fault.details.path(FIELD).asString())
                .put("error", fault.code.name())
                .put("message", fault.message));
        String message = named.stream().map(Problem::message).collect(Collectors.joining("; "));
        if (named.size() < faults.size()) {
            message += "; and more";
        }
        return new Problem(first.code, message, details);
    }

    /** Returns whether the fault lies in a field, or in a part of it. */
    boolean isOf(String field) {
        String at = details.path(FIELD).asString("");
        return at.equals(field) || at.startsWith(field + ".") || at.startsWith(field + "[");
    }

    /** Returns this problem with one more header in its answer. */
    public Problem with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Problem(code, message, details, all);
    }

    /** Returns an exception to throw where a request cannot be understood. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("type", code.type())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", message)
                .put("success", false)
                .put("error", code.name())
                .put("message", message)
                .put("retryable", code.retryable());
        json.set("details", details);
        return json;
    }

    public Answer answer() {
        Answer answer = new Answer(code.status(), new Answer.Document(CONTENT_TYPE, json()));
        if (code.retryable()) {
            answer = answer.with(RETRY_AFTER, Integer.toString(code.retryAfterSeconds()));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return code == ErrorCode.UNAUTHENTICATED ? answer.with("WWW-Authenticate", "Bearer") : answer;
    }
}

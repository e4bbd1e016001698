package dev.lastroom.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, with its idempotency key. It can be sent any number of times: it keeps its key, so that it
 * happens at most once. Make a new call for a new wish. Immutable.
 *
 * @param <T> what it is answered with
 */
public final class Call<T> {

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Parts<T> parts;

    private Call(Parts<T> parts) {
        this.parts = parts;
    }

    /**
     * What a call consists of.
     *
     * @param keys whether the operation takes a key
     * @param repeatable whether it happens once, however often it is sent
     * @param cursor the parameter that names a page; empty if it has no pages
     * @param once whether the client tries it only once
     */
    private record Parts<T>(
            String method,
            String path,
            Map<String, String> query,
            Class<T> answer,
            @Nullable Object body,
            Map<String, String> headers,
            boolean keys,
            boolean repeatable,
            String cursor,
            boolean once) {

        Call<T> with(Map<String, String> newQuery, @Nullable Object newBody, Map<String, String> newHeaders) {
            return new Call<>(
                    new Parts<>(method, path, newQuery, answer, newBody, newHeaders, keys, repeatable, cursor, once));
        }

        Call<T> that(boolean takesKeys, boolean isRepeatable, String newCursor, boolean isOnce) {
            return new Call<>(new Parts<>(
                    method, path, query, answer, body, headers, takesKeys, isRepeatable, newCursor, isOnce));
        }
    }

    static <T> Call<T> of(String method, String path, Map<String, String> query, Class<T> answer) {
        return new Call<>(
                new Parts<>(method, path, query, answer, null, Map.of(), false, method.equals("GET"), "", false));
    }

    /** Returns a part of a path, with all that has a meaning there escaped. */
    static String segment(Object value) {
        return encode(value.toString());
    }

    /**
     * Sets the idempotency key, for a key that outlives this program, such as the number of an order.
     *
     * @param key 1 to 255 printable ASCII characters
     * @throws IllegalArgumentException if it is not, or if the operation takes no key
     */
    public Call<T> withKey(String key) {
        if (!parts.keys) {
            throw new IllegalArgumentException(this + " takes no idempotency key");
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("an idempotency key has 1 to 255 printable ASCII characters");
        }
        return withHeader("Idempotency-Key", key);
    }

    /** Makes the call depend on the state: it is refused unless the {@code ETag} is still {@code etag}. */
    public Call<T> withIfMatch(String etag) {
        return withHeader("If-Match", etag);
    }

    /** Makes the call depend on the state: a read answers only if the {@code ETag} is no longer {@code etag}. */
    public Call<T> withIfNoneMatch(String etag) {
        return withHeader("If-None-Match", etag);
    }

    /** Names the request in the server's logs and in events. All attempts have the same name. */
    public Call<T> withRequestId(String requestId) {
        return withHeader("X-Request-Id", requestId);
    }

    /**
     * Passes on a trace.
     *
     * @param traceparent as in W3C Trace Context
     * @throws IllegalArgumentException if it has another form
     */
    public Call<T> withTraceparent(String traceparent) {
        if (!TRACEPARENT.matcher(traceparent).matches()) {
            throw new IllegalArgumentException("no traceparent: " + traceparent);
        }
        return withHeader("traceparent", traceparent);
    }

    /** Makes the client try only once. */
    public Call<T> once() {
        return parts.that(parts.keys, parts.repeatable, parts.cursor, true);
    }

    Call<T> withBody(Object body, String type) {
        return parts.with(parts.query, body, parts.headers).withHeader("Content-Type", type);
    }

    /** Gives the call a key: {@code given}, or a new one. */
    Call<T> keyed(@Nullable String given) {
        return parts.that(true, true, parts.cursor, parts.once)
                .withKey(given == null ? UUID.randomUUID().toString() : given);
    }

    /** Says that the body has the keys. */
    Call<T> repeatable() {
        return parts.that(parts.keys, true, parts.cursor, parts.once);
    }

    Call<T> paged(String cursor) {
        return parts.that(parts.keys, parts.repeatable, cursor, parts.once);
    }

    /** Returns the call for the page that begins at {@code cursor}. */
    Call<T> at(String cursor) {
        if (parts.cursor.isEmpty()) {
            throw new IllegalArgumentException(this + " has no pages");
        }
        Map<String, String> query = new LinkedHashMap<>(parts.query);
        query.put(parts.cursor, cursor);
        return parts.with(query, parts.body, parts.headers);
    }

    Call<T> withHeader(String name, String value) {
        Map<String, String> headers = new LinkedHashMap<>(parts.headers);
        headers.put(name, value);
        return parts.with(parts.query, parts.body, headers);
    }

    /** Returns the idempotency key; null if the operation takes none. */
    public @Nullable String key() {
        return parts.headers.get("Idempotency-Key");
    }

    String method() {
        return parts.method;
    }

    /** Returns path and query. */
    String target() {
        return parts.query.isEmpty()
                ? parts.path
                : parts.query.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", parts.path + "?", ""));
    }

    Map<String, String> headers() {
        return parts.headers;
    }

    @Nullable
    Object body() {
        return parts.body;
    }

    Class<T> answer() {
        return parts.answer;
    }

    boolean isRead() {
        return parts.method.equals("GET");
    }

    boolean isRepeatable() {
        return parts.repeatable;
    }

    boolean isOnce() {
        return parts.once;
    }

    @Override
    public String toString() {
        return parts.method + " " + parts.path;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

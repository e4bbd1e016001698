package dev.lastroom.server.edge;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.server.access.Identity;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Gzip;
import dev.lastroom.server.http.Headers;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import dev.lastroom.server.http.QueryFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request on its way to an endpoint: its caller and its values, read strictly. Its methods throw
 * {@link ProblemException} naming what is wrong. For the request's own thread.
 */
public final class Call {

    /** The longest body, in bytes. */
    public static final int BODY_BYTES_MAX = 64 * 1024;

    /** The longest body of a batch, in bytes. */
    public static final int BATCH_BYTES_MAX = 1024 * 1024;

    /**
     * The memory that an item of a list takes while it is read and written, estimated generously: as an object, as JSON
     * and as bytes.
     */
    public static final long ITEM_BYTES = 40 * 1024;

    /** The memory that an event takes: it has a booking with all its nights, before and after. */
    public static final long EVENT_BYTES = 200 * 1024;

    /** The memory that a night of a room type takes. */
    public static final long NIGHT_BYTES = 2 * 1024;

    /** The memory that a night takes that a search looks at but does not return. */
    private static final long SEARCHED_NIGHT_BYTES = 256;

    /** The most memory that a page takes. Pages of events end before their text gets too long. */
    public static final long PAGE_BYTES_MAX = 8 * 1024 * 1024;

    /** The header that carries the idempotency key. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Exchange exchange;
    private final Headers headers;
    private final Identity identity;
    private final Map<String, String> parameters;
    private final byte[] body;
    private final Admission admission;

    /**
     * @param parameters the parts of the path that stand for the names in braces
     * @param body the body as it was sent
     */
    public Call(Exchange exchange, Map<String, String> parameters, byte[] body, Admission admission) {
        this.exchange = exchange;
        this.headers = exchange.head().headers();
        this.identity = exchange.identity();
        this.parameters = parameters;
        this.body = body;
        this.admission = admission;
    }

    /** Returns the executor on which a prompt route makes its answer, once what it waits for is there. */
    public Executor executor() {
        return exchange.executor();
    }

    public boolean isAdmin() {
        return identity.role() == Role.ADMIN;
    }

    /** Returns the owner whose bookings the caller may see; null for an admin, who sees all. */
    @Nullable
    public String owner() {
        return isAdmin() ? null : identity.owner();
    }

    /** Returns the caller, for the engine's records. */
    public Caller caller() {
        String userAgent = headers.first("User-Agent");
        return new Caller(
                identity.owner(),
                exchange.requestId(),
                exchange.client().getHostAddress(),
                // It is stored and shown, so only plain text may get in.
                userAgent == null ? null : userAgent.replaceAll("[^ -~]", "?"));
    }

    /** Reads a parameter of the path. */
    public <T> T path(String name, Function<String, T> parse) {
        String value = Objects.requireNonNull(parameters.get(name), name);
        return Checks.checked(name, () -> parse.apply(value));
    }

    /** Reads the query, which may only have {@code known} parameters. */
    public QueryFields query(String... known) {
        return QueryFields.of(exchange.head().target().query(), List.of(known));
    }

    /**
     * Counts changes in addition to the one that every request counts as unless it only reads. Call it before they are
     * made.
     */
    public void willChange(int more) {
        admission.change(identity, more);
    }

    /** Reserves memory for an answer with that many items. Call it before they are read. */
    public void willRead(int items, long bytesOfItem) {
        exchange.answerBytes().keep(Math.min(items * bytesOfItem, PAGE_BYTES_MAX));
    }

    /** Reserves memory for a search, which may look at more nights than any page has. */
    public void willSearch(long nights) {
        exchange.answerBytes().keep(nights * SEARCHED_NIGHT_BYTES);
    }

    /** Returns the memory of the answer. */
    public Budget.Share answerBytes() {
        return exchange.answerBytes();
    }

    /** Reads a header that may be given once. */
    @Nullable
    public String header(String name) {
        List<String> values = headers.all(name);
        if (values.size() > 1) {
            throw Problem.invalid(name, "must be given once").exception();
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Reads the precondition. */
    public Precondition precondition() {
        return Preconditions.read(headers);
    }

    /** Reads the idempotency key of a request that takes it in the header only. */
    @Nullable
    public IdempotencyKey idempotencyKey() {
        String key = header(IDEMPOTENCY_KEY);
        return key == null ? null : Checks.checked(IDEMPOTENCY_KEY, () -> new IdempotencyKey(key));
    }

    /** Reads the user for whom something is changed. An admin may leave it out, and then changes it for any user. */
    @Nullable
    public UserId userId(JsonFields fields) {
        return isAdmin() ? fields.optionalText("userId", UserId::new) : fields.text("userId", UserId::new);
    }

    /**
     * Reads the body, which may only have {@code known} fields.
     *
     * @param read as for {@link JsonFields#all}
     */
    public <T> T body(List<String> known, Function<JsonFields, Supplier<T>> read) {
        return JsonFields.all(json(BODY_BYTES_MAX), "body", known, read);
    }

    /** Reads the body of a batch, which may only have {@code known} fields. */
    public JsonFields batchBody(List<String> known) {
        return JsonFields.of(json(BATCH_BYTES_MAX), "body", known);
    }

    /** Reads a merge patch (RFC 7396) of an object that may only have {@code known} fields. */
    public ObjectNode mergePatch(List<String> known) {
        query();
        JsonNode patch = Json.read(bytes(BODY_BYTES_MAX, List.of(MERGE_PATCH, JSON)));
        JsonFields _ = JsonFields.of(patch, "body", known);
        return patch.asObject();
    }

    /** Reads the user of {@link #userId} from a body that has no other field, if there is one. */
    @Nullable
    public UserId onlyUserId() {
        return optionalBody(List.of("userId"), fields -> {
                    UserId userId = userId(fields);
                    return () -> Optional.ofNullable(userId);
                })
                .orElse(null);
    }

    /** Reads a body that must have no fields, if there is one. */
    public void noBody() {
        Object _ = optionalBody(List.of(), _ -> Json::object);
    }

    /** Reads the body as {@link #body} does, but takes no body as an empty object. */
    public <T> T optionalBody(List<String> known, Function<JsonFields, Supplier<T>> read) {
        return body.length > 0 ? body(known, read) : JsonFields.all(Json.object(), "body", known, read);
    }

    private JsonNode json(int bytesMax) {
        // Endpoints that change things take no query, so that a misplaced field is not lost.
        query();
        return Json.read(bytes(bytesMax, List.of(JSON)));
    }

    /** Returns the body as it was before it was compressed. */
    private byte[] bytes(int bytesMax, List<String> types) {
        if (!headers.all("Content-Type").stream().allMatch(type -> isOf(types, type))) {
            throw unsupported("Content-Type", String.join(" or ", types) + " in UTF-8");
        }
        List<String> codings = headers.all("Content-Encoding");
        if (codings.isEmpty()) {
            exchange.keepBody(body.length);
            return body;
        }
        if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase(Gzip.NAME)) {
            throw unsupported("Content-Encoding", Gzip.NAME + ", if the body has one");
        }
        byte[] unpacked = Gzip.unpack(body, bytesMax);
        exchange.keepBody(unpacked.length);
        if (unpacked.length > bytesMax) {
            throw new ProblemException(Problem.ofField(
                    ErrorCode.PAYLOAD_TOO_LARGE, "body", "body must be at most " + bytesMax + " bytes, unpacked"));
        }
        return unpacked;
    }

    private static ProblemException unsupported(String header, String wanted) {
        return Problem.ofField(ErrorCode.UNSUPPORTED_MEDIA_TYPE, header, header + " must be " + wanted)
                .exception();
    }

    /** Compares a media type without case (RFC 9110, section 8.3.1). Its only parameter that matters is the charset. */
    private static boolean isOf(List<String> types, String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return types.contains(parts[0].strip());
    }
}

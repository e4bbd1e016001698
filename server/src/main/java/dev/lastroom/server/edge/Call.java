package dev.lastroom.server.edge;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.server.access.Identity;
import dev.lastroom.server.access.Role;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import dev.lastroom.server.http.QueryFields;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request on its way to an endpoint: who sends it, and its values, read strictly. Its methods throw
 * {@link ProblemException} naming what is not as it must be. For the request's own thread.
 */
public final class Call {

    /** The longest body, in bytes. */
    public static final int BODY_BYTES_MAX = 64 * 1024;

    /** The longest body of a batch, in bytes. */
    public static final int BATCH_BYTES_MAX = 1024 * 1024;

    /** What an item of a list takes while it is read and written, generously: as an object, as JSON and as bytes. */
    public static final long ITEM_BYTES = 40 * 1024;

    /** The same for an event, which has a booking with all its nights before and after. */
    public static final long EVENT_BYTES = 200 * 1024;

    /** The same for a night of a room type. */
    public static final long NIGHT_BYTES = 2 * 1024;

    /** What a night takes that a search looks at and does not tell of. */
    private static final long SEARCHED_NIGHT_BYTES = 256;

    /** The most that a page takes: pages of events end before they have too much text. */
    public static final long PAGE_BYTES_MAX = 8 * 1024 * 1024;

    /** The header that carries the key of a request. */
    public static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

    private final ServerRequest request;
    private final Identity identity;
    private final Exchange exchange;
    private final BodyReader bodies;
    private final Admission admission;

    public Call(ServerRequest request, Exchange exchange, BodyReader bodies, Admission admission) {
        this.request = request;
        this.identity = exchange.identity();
        this.exchange = exchange;
        this.bodies = bodies;
        this.admission = admission;
    }

    public boolean isAdmin() {
        return identity.role() == Role.ADMIN;
    }

    /** Whose bookings the caller may see; null for an admin, who sees all. */
    @Nullable
    public String owner() {
        return isAdmin() ? null : identity.owner();
    }

    /** Who sends the request, for the engine's records. */
    public Caller caller() {
        String userAgent = request.headers().first(HeaderNames.USER_AGENT).orElse(null);
        return new Caller(
                identity.owner(),
                exchange.requestId(),
                request.remotePeer().host(),
                // It is stored and shown, so nothing but plain text may come in with it.
                userAgent == null ? null : userAgent.replaceAll("[^ -~]", "?"));
    }

    /** A part of the path. */
    public <T> T path(String name, Function<String, T> parse) {
        String value = request.path().pathParameters().get(name);
        return Checks.checked(name, () -> parse.apply(value));
    }

    /** The query parameters, of which only {@code known} ones may be there. */
    public QueryFields query(String... known) {
        return QueryFields.of(request.query(), List.of(known));
    }

    /** Counts changes beyond the one that every request is which does not only read; to be called before they are made. */
    public void willChange(int more) {
        admission.change(identity, more);
    }

    /** Sees to it that there is memory for an answer with so many items; to be called before they are read. */
    public void willRead(int items, long bytesOfItem) {
        exchange.answerBytes().keep(Math.min(items * bytesOfItem, PAGE_BYTES_MAX));
    }

    /** The same for a search, which may be about more nights than any page has. */
    public void willSearch(long nights) {
        exchange.answerBytes().keep(nights * SEARCHED_NIGHT_BYTES);
    }

    /** The memory of the answer. */
    public Budget.Share answerBytes() {
        return exchange.answerBytes();
    }

    /** A header that may be there once. */
    @Nullable
    public String header(HeaderName name) {
        List<String> values = request.headers().all(name, List::of);
        if (values.size() > 1) {
            throw Problem.invalid(name.defaultCase(), "must be given once").exception();
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** What the request asks of the state of what it is for. */
    public Precondition precondition() {
        return Preconditions.read(request.headers());
    }

    /** The idempotency key of a request that takes it in the header alone. */
    @Nullable
    public IdempotencyKey idempotencyKey() {
        String key = header(IDEMPOTENCY_KEY);
        return key == null ? null : Checks.checked(IDEMPOTENCY_KEY.defaultCase(), () -> new IdempotencyKey(key));
    }

    /** For whom something is changed: an admin may leave it out, and changes it for anybody. */
    @Nullable
    public UserId userId(JsonFields fields) {
        UserId userId = fields.optionalText("userId", UserId::new);
        if (userId == null && !isAdmin()) {
            throw Problem.invalid("userId", "is required").exception();
        }
        return userId;
    }

    /** The fields of the body, of which only {@code known} ones may be there. */
    public JsonFields body(List<String> known) {
        return JsonFields.of(json(BODY_BYTES_MAX), "body", known);
    }

    /** The fields of the body of a batch. */
    public JsonFields batchBody(List<String> known) {
        return JsonFields.of(json(BATCH_BYTES_MAX), "body", known);
    }

    /** A merge patch (RFC 7396) of an object that may only have {@code known} fields. */
    public ObjectNode mergePatch(List<String> known) {
        query();
        JsonNode patch = Json.read(bodies.readPatch(request, BODY_BYTES_MAX));
        JsonFields _ = JsonFields.of(patch, "body", known);
        return patch.asObject();
    }

    /** As {@link #body}, where no body is as good as an empty object. */
    public JsonFields optionalBody(List<String> known) {
        return request.content().hasEntity() ? body(known) : JsonFields.of(Json.object(), "body", known);
    }

    private JsonNode json(int bytesMax) {
        // Endpoints that change things take no query: a misplaced field must not be lost.
        query();
        return Json.read(bodies.read(request, bytesMax));
    }
}

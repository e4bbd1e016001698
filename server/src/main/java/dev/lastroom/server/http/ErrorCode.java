package dev.lastroom.server.http;

import dev.lastroom.engine.outcome.Code;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of error codes that callers see, with their HTTP status. */
public enum ErrorCode {
    VALIDATION_FAILED(400, "Invalid request"),
    INVALID_DATE_RANGE(400, "Invalid dates"),
    UNAUTHENTICATED(401, "No valid API key"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "No such resource"),
    PROPERTY_NOT_FOUND(404, "No such property"),
    ROOM_TYPE_NOT_FOUND(404, "No such room type"),
    BOOKING_NOT_FOUND(404, "No such booking"),
    BOOKING_GROUP_NOT_FOUND(404, "No such group of bookings"),
    WAITLIST_ENTRY_NOT_FOUND(404, "No such waitlist entry"),
    ALLOTMENT_NOT_FOUND(404, "No such allotment"),
    WEBHOOK_NOT_FOUND(404, "No such webhook"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    INSUFFICIENT_INVENTORY(409, "Not enough rooms"),
    ALLOTMENT_EXHAUSTED(409, "Not enough rooms in the allotment"),
    ALLOTMENT_BELOW_PICKED_UP(409, "Fewer rooms than picked up"),
    RESTRICTION_VIOLATED(409, "The stay breaks a rule"),
    IDEMPOTENCY_CONFLICT(409, "Idempotency key already used"),
    INVALID_TRANSITION(409, "Not allowed in this status"),
    HOLD_EXPIRED(409, "The hold has expired"),
    HOLD_LIMIT_REACHED(409, "Too many holds"),
    ROOMS_AVAILABLE(409, "Rooms are available"),
    NIGHT_NOT_OPEN(409, "A night is not for sale"),
    NEVER_ENOUGH_ROOMS(409, "Never enough rooms"),
    WAITLIST_FULL(409, "The waitlist is full"),
    WEBHOOK_LIMIT_REACHED(409, "Too many webhooks"),
    CAPACITY_BELOW_BOOKED(409, "Fewer rooms than booked"),
    CURSOR_BEYOND_LOG(409, "The log ends before the cursor"),
    CONCURRENCY_ABORT(409, "Too much contention", 1),
    INVENTORY_LOCKED(409, "Inventory is locked", 1),
    PRECONDITION_FAILED(412, "Precondition failed"),
    PAYLOAD_TOO_LARGE(413, "Request too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
    RATE_LIMITED(429, "Too many requests", 1),
    INTERNAL_ERROR(500, "Internal error"),
    OVERLOADED(503, "Too busy", 1),
    NOT_READY(503, "Not ready", 5),
    STORE_UNAVAILABLE(503, "Store unavailable", 5),
    TRANSACTION_TIMEOUT(504, "Took too long", 1),
    OUTCOME_UNKNOWN(504, "Outcome unknown", 1);

    /** Built at start, so that the service does not start if a code of the engine has no status here. */
    private static final Map<Code, ErrorCode> OF_ENGINE = Arrays.stream(Code.values())
            .collect(Collectors.toMap(
                    Function.identity(), code -> valueOf(code.name()), (a, _) -> a, () -> new EnumMap<>(Code.class)));

    private final int status;
    private final String title;
    private final int retryAfterSeconds;

    ErrorCode(int status, String title) {
        this(status, title, 0);
    }

    ErrorCode(int status, String title, int retryAfterSeconds) {
        this.status = status;
        this.title = title;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns the error code for a code of the engine. */
    public static ErrorCode of(Code code) {
        return Objects.requireNonNull(OF_ENGINE.get(code));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Returns whether the same request, with the same key, may succeed later. */
    public boolean retryable() {
        return retryAfterSeconds > 0;
    }

    /** Returns how long to wait before the next try, in seconds; 0 if trying again is of no use. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Returns the problem type of RFC 9457, a relative URI reference. */
    public String type() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

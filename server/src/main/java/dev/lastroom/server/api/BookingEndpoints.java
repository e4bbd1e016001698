package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Refusal.BookingNotFound;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.server.api.json.BookingJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import dev.lastroom.server.http.QueryFields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints of bookings. Thread-safe. */
final class BookingEndpoints {

    /** The most bookings in one batch. */
    static final int BATCH_REQUESTS_MAX = 1_000;

    private final BookingEngine engine;
    private final boolean requireIdempotencyKey;

    BookingEndpoints(BookingEngine engine, boolean requireIdempotencyKey) {
        this.engine = engine;
        this.requireIdempotencyKey = requireIdempotencyKey;
    }

    CompletionStage<Answer> book(Call call) {
        String key = call.header(Call.IDEMPOTENCY_KEY);
        Book book = call.body(
                BookingJson.REQUEST_FIELDS, fields -> BookingJson.readRequest(fields, key, requireIdempotencyKey));
        // The lane's thread must not write JSON.
        return engine.submitAsync(engine.request(book, call.caller()))
                .thenApplyAsync(outcome -> OutcomeHttp.answer(outcome, BookingEndpoints::booked), call.executor());
    }

    /** Books each request by itself. All run at once, and each has its own answer. */
    Answer bookAll(Call call) {
        if (call.header(Call.IDEMPOTENCY_KEY) != null) {
            throw Problem.invalid("Idempotency-Key", "must be given in each request, as idempotencyKey")
                    .exception();
        }
        List<JsonNode> requests = call.batchBody(List.of("requests")).list("requests");
        if (requests.isEmpty() || requests.size() > BATCH_REQUESTS_MAX) {
            throw Problem.invalid(
                            "requests", "must be 1 to " + BATCH_REQUESTS_MAX + " bookings, not " + requests.size())
                    .exception();
        }
        call.willChange(requests.size() - 1);
        Caller caller = call.caller();
        List<CompletableFuture<Answer>> answers = IntStream.range(0, requests.size())
                .mapToObj(i -> bookOne("requests[" + i + "]", requests.get(i), caller))
                .toList();
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        answers.forEach(answer -> results.add(withStatusCode(answer.join())));
        return withLongestWait(Answer.ok(json), answers);
    }

    /** Sets one header for the batch. A caller that waits for the longest may send the whole batch again. */
    private static Answer withLongestWait(Answer all, List<CompletableFuture<Answer>> answers) {
        OptionalInt seconds = answers.stream()
                .map(answer -> answer.join().headers().get(Problem.RETRY_AFTER))
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .max();
        return seconds.isPresent() ? all.with(Problem.RETRY_AFTER, "" + seconds.getAsInt()) : all;
    }

    private CompletableFuture<Answer> bookOne(String name, JsonNode request, Caller caller) {
        Book book;
        try {
            // It names its first fault only: all of a thousand bookings' would take too much memory.
            JsonFields fields = JsonFields.of(request, name, BookingJson.REQUEST_FIELDS);
            book = BookingJson.readRequest(fields, null, requireIdempotencyKey).get();
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(e.problem().answer());
        }
        return engine.submitAsync(engine.request(book, caller))
                .thenApply(outcome -> OutcomeHttp.answer(outcome, BookingEndpoints::booked));
    }

    private static Answer booked(Done<Booking> done) {
        Booking booking = done.value();
        Answer answer = Answer.json(done.replayed() ? 200 : 201, BookingJson.answer(booking, done.replayed()))
                .with(Preconditions.ETAG, etag(booking))
                .with("Location", "/v1/bookings/" + booking.id());
        return OutcomeHttp.markReplayed(answer, done.replayed());
    }

    /** Answers with a booking after a command on it. */
    static Answer changed(Done<Booking> done) {
        return Answer.ok(BookingJson.answer(done.value(), done.replayed()))
                .with(Preconditions.ETAG, etag(done.value()));
    }

    /** Returns the version of a booking as an entity tag (RFC 9110, section 8.8.3). */
    private static String etag(Booking booking) {
        return Preconditions.quoted(Tag.of(booking));
    }

    /** Adds the HTTP status under its own name, because the body of a booking already has a {@code status}. */
    private static ObjectNode withStatusCode(Answer answer) {
        return switch (answer.content()) {
            case Answer.Document document -> document.object().put("statusCode", answer.status());
            case Answer.Bytes _, Answer.Text _, Answer.Stream _ ->
                throw new IllegalStateException("every outcome is answered in JSON");
        };
    }

    Answer booking(Call call) {
        call.query();
        BookingId id = call.path("bookingId", BookingId::parse);
        return engine.read()
                .booking(id)
                .filter(booking -> call.owner() == null || booking.owner().equals(call.owner()))
                .map(booking -> booking.asOf(engine.now()))
                .map(booking -> Answer.ok(describe(booking, call.isAdmin())).with(Preconditions.ETAG, etag(booking)))
                .orElseGet(() -> OutcomeHttp.problem(new BookingNotFound(id)).answer());
    }

    private ObjectNode describe(Booking booking, boolean withKey) {
        ObjectNode json = BookingJson.booking(booking);
        BookingJson.addNights(json, booking);
        if (withKey) {
            json.set(
                    "idempotency",
                    engine.read()
                            .keyOf(booking)
                            .map(key -> BookingJson.key(booking, key))
                            .orElse(null));
        }
        return json;
    }

    Answer list(Call call) {
        QueryFields query = call.query("userId", "roomTypeId", "status", "from", "to", "limit", "cursor");
        LocalDate from = query.optionalDate("from");
        LocalDate to = query.optionalDate("to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.ofField(ErrorCode.INVALID_DATE_RANGE, "from", "from " + from + " must be before to " + to)
                    .exception();
        }
        BookingFilter filter = new BookingFilter(
                call.owner(),
                query.optionalText("userId", UserId::new),
                query.optionalText("roomTypeId", RoomTypeId::new),
                query.optionalText("status", BookingStatus::parse),
                from,
                to);
        Instant now = engine.now();
        return Lists.answer(
                call,
                "bookings",
                query,
                page -> engine.read().bookings(filter, page),
                booking -> BookingJson.booking(booking.asOf(now)));
    }
}

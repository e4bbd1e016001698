package dev.lastroom.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.server.testing.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one client knows from its answers: the bookings that it holds, and the answers that must be repeated. Each
 * answer is checked against that. Requests that were in flight together must have been answered as if one after the
 * other, and only one order is possible: refused, then booked, then replayed. For one thread.
 */
final class Account {

    private static final List<String> MAY_CHANGE = List.of("isFromCache", "status", "version", "cancelledAt");

    private final Map<String, Book> held = new LinkedHashMap<>();
    private final List<String> cancelled = new ArrayList<>();
    private final Map<Book, Reply> toRepeat = new HashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    /** Returns the live bookings, by id. */
    Map<String, Book> held() {
        return held;
    }

    /** Returns the ids of all cancelled bookings. */
    List<String> cancelled() {
        return cancelled;
    }

    /** Returns how often each kind of answer was seen, by its name. */
    Map<String, Integer> seen() {
        return seen;
    }

    /** Notes the {@code answers} to copies of {@code request} that were all sent at once. */
    void booked(Book request, List<Reply> answers) {
        asIfInOrder(answers).forEach(answer -> {
            Reply earlier = toRepeat.get(request);
            if (earlier == null) {
                checkNew(request, answer);
            } else {
                checkRepeated(earlier, answer);
            }
        });
    }

    private static List<Reply> asIfInOrder(List<Reply> answers) {
        Comparator<Reply> bySuccess = Comparator.comparing(answer -> answer.status() == 201);
        return answers.stream()
                .sorted(Comparator.comparing(Account::isRepeated).thenComparing(bySuccess))
                .toList();
    }

    private static boolean isRepeated(Reply answer) {
        return answer.header("Idempotency-Replayed").equals("true")
                || answer.at("/isFromCache").equals("true");
    }

    private void checkNew(Book request, Reply answer) {
        assertThat(isRepeated(answer)).as(answer.text()).isFalse();
        if (answer.status() == 409) {
            assertThat(answer.at("/error")).as(answer.text()).isEqualTo("INSUFFICIENT_INVENTORY");
            count("refused");
            if (request.givenKey() == null) {
                return;
            }
        } else {
            answer.hasStatus(201);
            checkNames(request, answer.json());
            count("booked");
            held.put(answer.at("/bookingId"), request);
        }
        toRepeat.put(request, answer);
    }

    private static void checkNames(Book request, JsonNode json) {
        assertThat(List.of(
                        json.path("userId").asString(),
                        json.path("roomTypeId").asString(),
                        json.path("startDate").asString(),
                        json.path("endDate").asString(),
                        json.path("idempotencyKey").asString(),
                        json.path("status").asString()))
                .containsExactly(
                        request.userId().value(),
                        request.wanted().roomTypeId().value(),
                        request.wanted().stay().start().toString(),
                        request.wanted().stay().end().toString(),
                        request.key().value(),
                        "PROVISIONAL");
        assertThat(json.path("roomsBooked").asInt()).isEqualTo(request.wanted().rooms());
        assertThat(json.path("totalPrice").asLong())
                .isEqualTo(Server.PRICE
                        * request.wanted().rooms()
                        * request.wanted().stay().nights());
    }

    private void checkRepeated(Reply earlier, Reply answer) {
        assertThat(answer.header("Idempotency-Replayed")).as(answer.text()).isEqualTo("true");
        if (earlier.status() == 409) {
            assertThat(answer.hasStatus(409).text()).isEqualTo(earlier.text());
            count("refused again");
            return;
        }
        assertThat(lasting(answer.hasStatus(200))).isEqualTo(lasting(earlier));
        assertThat(answer.at("/isFromCache")).isEqualTo("true");
        assertThat(answer.at("/status"))
                .isEqualTo(held.containsKey(answer.at("/bookingId")) ? "PROVISIONAL" : "CANCELLED");
        count("booked again");
    }

    /** Returns the parts of a booking that are the same in every answer. */
    private static JsonNode lasting(Reply answer) {
        return ((ObjectNode) answer.json()).without(MAY_CHANGE);
    }

    /** Notes the {@code answers} to cancels of the booking that were all sent at once. */
    void cancelled(String bookingId, List<Reply> answers) {
        asIfInOrder(answers).forEach(answer -> {
            @Nullable Book request = held.remove(bookingId);
            assertThat(List.of(answer.hasStatus(200).at("/bookingId"), answer.at("/status"), answer.at("/isFromCache")))
                    .containsExactly(bookingId, "CANCELLED", Boolean.toString(request == null));
            count(request == null ? "cancelled again" : "cancelled");
            if (request != null) {
                cancelled.add(bookingId);
                if (request.givenKey() == null) {
                    // A derived key lets go of a cancelled booking.
                    Objects.requireNonNull(toRepeat.remove(request));
                }
            }
        });
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}

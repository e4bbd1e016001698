package dev.lastroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lastroom.client.ToldServer.Received;
import dev.lastroom.client.ToldServer.Told;
import dev.lastroom.client.model.BookingRequest;
import dev.lastroom.client.model.ErrorCode;
import dev.lastroom.client.model.WebhookChange;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the client tries again, and what it says in the end. */
class OutcomesTest {

    private static final Told OVERLOADED = new Told(503, "OVERLOADED", true, 0);
    private static final Told UNKNOWN = new Told(504, "OUTCOME_UNKNOWN", true, 0);
    private static final Told BY_A_PROXY = new Told(503, null, false, 0);
    private static final Told SOLD_OUT = new Told(409, "INSUFFICIENT_INVENTORY", false, 0);

    private final Call<?> book =
            Calls.book(BookingRequest.of("ann", "deluxe", TestServer.TODAY, TestServer.TODAY.plusDays(1)));
    private final Call<?> withoutKey = Calls.changeWebhook(new UUID(0, 1), WebhookChange.of());
    private final Call<?> read = Calls.getBooking(new UUID(0, 1));

    @Test
    void aCallKeepsItsKeyOverItsAttempts() throws Exception {
        try (ToldServer server = new ToldServer(Told.LOST, BY_A_PROXY, UNKNOWN, OVERLOADED, SOLD_OUT)) {
            refused(server, book);
            assertThat(server.received())
                    .hasSize(5)
                    .allSatisfy(request ->
                            assertThat(request.header("Idempotency-Key")).isEqualTo(book.key()));
        }
    }

    @Test
    void withoutAKeyOnlyWhatChangedNothingIsTriedAgain() throws Exception {
        for (Told told : new Told[] {Told.LOST, UNKNOWN, BY_A_PROXY}) {
            try (ToldServer server = new ToldServer(told)) {
                unknown(server, withoutKey);
                assertThat(server.received()).as(told.toString()).hasSize(1);
            }
        }
        try (ToldServer server = new ToldServer(OVERLOADED, SOLD_OUT)) {
            assertThat(refused(server, withoutKey).code()).isEqualTo(ErrorCode.INSUFFICIENT_INVENTORY);
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void aReadIsTriedAgain() throws Exception {
        try (ToldServer server = new ToldServer(BY_A_PROXY, OVERLOADED, SOLD_OUT)) {
            refused(server, read);
            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void anAttemptThatWasLostLeavesTheOutcomeUnknown() throws Exception {
        try (ToldServer server = new ToldServer(Told.LOST, OVERLOADED, OVERLOADED, OVERLOADED, OVERLOADED)) {
            assertThat(unknown(server, book).key()).isEqualTo(book.key());
        }
        try (ToldServer server = new ToldServer(Told.LOST, new Told(401, "UNAUTHENTICATED", false, 0))) {
            unknown(server, book);
        }
        // Without a lost attempt, the same answers say that nothing changed.
        try (ToldServer server = new ToldServer(OVERLOADED, OVERLOADED, OVERLOADED, OVERLOADED, OVERLOADED)) {
            RefusedException refused = refused(server, book);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED);
        }
    }

    @Test
    void anInternalErrorLeavesTheOutcomeUnknown() throws Exception {
        try (ToldServer server = new ToldServer(new Told(500, "INTERNAL_ERROR", false, 0))) {
            unknown(server, book);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void onceMeansOnce() throws Exception {
        try (ToldServer server = new ToldServer(OVERLOADED)) {
            refused(server, book.once());
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void retryAfterIsHonoured() throws Exception {
        try (ToldServer server = new ToldServer(new Told(503, "OVERLOADED", true, 1), SOLD_OUT)) {
            refused(server, book);
            Received first = server.received().get(0);
            Received second = server.received().get(1);
            assertThat(Duration.ofNanos(second.nanos() - first.nanos())).isGreaterThan(Duration.ofMillis(990));
        }
    }

    @Test
    void aRetryAfterBeyondTheTimeOfTheCallEndsItAtOnce() throws Exception {
        try (ToldServer server = new ToldServer(new Told(503, "OVERLOADED", true, 3600))) {
            refused(server, book);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereChangedNothing() throws Exception {
        ToldServer gone = new ToldServer();
        gone.close();
        assertThat(catchThrowableOfType(
                        UnreachableException.class, () -> client(gone).send(book)))
                .isNotNull();
    }

    @Test
    void aTraceIsPassedOn() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (ToldServer server = new ToldServer(SOLD_OUT)) {
            refused(server, book.withTraceparent(trace));
            assertThat(server.received().get(0).header("traceparent")).isEqualTo(trace);
        }
    }

    private static RefusedException refused(ToldServer server, Call<?> call) {
        RefusedException thrown = catchThrowableOfType(
                RefusedException.class, () -> client(server).send(call));
        assertThat(thrown).isNotNull();
        return thrown;
    }

    private static UnknownOutcomeException unknown(ToldServer server, Call<?> call) {
        UnknownOutcomeException thrown = catchThrowableOfType(
                UnknownOutcomeException.class, () -> client(server).send(call));
        assertThat(thrown).isNotNull();
        return thrown;
    }

    private static LastroomClient client(ToldServer server) {
        return TestServer.builder(server.port())
                .pauses(Duration.ofMillis(1), Duration.ofMillis(5))
                .build();
    }
}

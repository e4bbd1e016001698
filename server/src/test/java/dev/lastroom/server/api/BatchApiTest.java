package dev.lastroom.server.api;

import static dev.lastroom.server.testing.TestService.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The contract for many bookings in one request. */
class BatchApiTest {

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(2);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void eachRequestStandsAloneAndIsAnsweredInItsPlace() {
        String good = booking("anna", "2027-01-15", "2027-01-16");
        String soldOut = booking("ben", "2027-01-15", "2027-01-16").replace("}", ", \"roomsBooked\": 2}");
        String bad = booking("carl", "2027-01-15", "2027-01-16").replace("userId", "user");

        Reply reply = service.post(
                        "/v1/bookings/batch",
                        "{\"requests\": [" + String.join(",", good, soldOut, bad, "7", good) + "]}")
                .hasStatus(200);

        JsonNode results = reply.json().get("results");
        assertThat(results.valueStream().map(r -> r.get("statusCode").intValue()))
                .containsExactly(201, 409, 400, 400, 200);
        assertThat(reply.at("/results/0/status")).isEqualTo("PROVISIONAL");
        assertThat(reply.at("/results/1/error")).isEqualTo("INSUFFICIENT_INVENTORY");
        assertThat(reply.at("/results/1/status")).isEqualTo("409");
        assertThat(reply.at("/results/2/details/field")).isEqualTo("user");
        assertThat(reply.at("/results/3/details/field")).isEqualTo("requests[3]");
        assertThat(reply.at("/results/4/isFromCache")).isEqualTo("true");
        assertThat(reply.at("/results/4/bookingId")).isEqualTo(reply.at("/results/0/bookingId"));
    }

    @Test
    void aResultEqualsTheBodyOfASingleCall() {
        String request = booking("anna", "2027-01-15", "2027-01-16").replace("}", ", \"idempotencyKey\": \"k\"}");
        service.post("/v1/bookings", request).hasStatus(201);
        String single = service.post("/v1/bookings", request).hasStatus(200).text();

        String batch = service.post("/v1/bookings/batch", "{\"requests\": [" + request + "]}")
                .hasStatus(200)
                .at("/results/0");

        assertThat(batch).isEqualTo(single.replaceAll("}$", ",\"statusCode\":200}"));
    }

    @Test
    void aThousandRequestsAreTakenAndNotOneMore() {
        assertThat(service.post("/v1/bookings/batch", batchOf(1_000))
                        .hasStatus(200)
                        .json()
                        .get("results")
                        .size())
                .isEqualTo(1_000);
        service.post("/v1/bookings/batch", batchOf(1_001)).isProblemOf(ErrorCode.VALIDATION_FAILED, "requests");
        service.post("/v1/bookings/batch", batchOf(0)).isProblemOf(ErrorCode.VALIDATION_FAILED, "requests");
    }

    private static String batchOf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> booking("user-" + i, "2027-01-15", "2027-01-16"))
                .collect(Collectors.joining(",", "{\"requests\": [", "]}"));
    }

    @Test
    void keysBelongToIndividualRequests() {
        service.post("/v1/bookings/batch", batchOf(1), "Idempotency-Key", "k")
                .isProblemOf(ErrorCode.VALIDATION_FAILED, "Idempotency-Key");
    }
}

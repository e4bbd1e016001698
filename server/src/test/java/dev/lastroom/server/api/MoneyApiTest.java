package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deposits, fees and what a room type shows, as callers see them. */
class MoneyApiTest {

    private static final String POLICIES = """
            "depositPolicy":{"percent":30,"fromRooms":2},\
            "cancellationPolicy":{"fees":[{"daysBeforeArrival":14,"percent":50},{"daysBeforeArrival":1,"amount":9000}]}""";

    private static final String SHOWN = """
            "images":[{"url":"https://example.com/a.jpg","description":"The sea"}],"amenities":["Wi-Fi","Balcony"]""";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(3);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String deluxe(String more) {
        return """
                {"propertyId":"lisbon","name":"Deluxe","description":"","totalRooms":3,"pricePerNight":10000,%s}""".formatted(more);
    }

    private Reply book(String user, int rooms) {
        return service.post("/v1/bookings", """
                {"userId": "%s", "roomTypeId": "deluxe", "startDate": "2027-01-15", "endDate": "2027-01-17",
                 "roomsBooked": %d}""".formatted(user, rooms)).hasStatus(201);
    }

    @Test
    void aRoomTypeReturnsWhatWasSaved() {
        String all = deluxe(POLICIES + "," + SHOWN);
        assertThat(service.put("/v1/room-types/deluxe", all).hasStatus(200).text())
                .isEqualTo(all.replaceFirst("\\{", "{\"roomTypeId\":\"deluxe\","));
        assertThat(service.get("/v1/room-types/deluxe").hasStatus(200).text())
                .isEqualTo(all.replaceFirst("\\{", "{\"roomTypeId\":\"deluxe\","));

        Reply without =
                service.put("/v1/room-types/deluxe", deluxe("\"images\":null")).hasStatus(200);
        assertThat(without.text()).contains("\"images\":[],\"amenities\":[]").doesNotContain("Policy");
    }

    @Test
    void aBookingShowsItsDepositAndTheCostOfACancel() {
        service.put("/v1/room-types/deluxe", deluxe(POLICIES)).hasStatus(200);
        Reply one = book("anna", 1);
        assertThat(one.at("/depositRequired")).isEqualTo("false");
        assertThat(one.json().has("depositAmount")).isFalse();
        Reply two = book("bob", 2);
        assertThat(two.at("/depositRequired")).isEqualTo("true");
        assertThat(two.at("/depositAmount")).isEqualTo("14400");
        assertThat(two.at("/cancellationPolicy/fees/0/percent")).isEqualTo("50");
        assertThat(two.json().has("cancellationFee")).isFalse();

        service.put("/v1/room-types/deluxe", deluxe("\"amenities\":[]")).hasStatus(200);
        String path = "/v1/bookings/" + two.at("/bookingId");
        Reply cancelled =
                service.post(path + "/cancel", "{\"userId\": \"bob\"}").hasStatus(200);
        assertThat(cancelled.at("/cancellationFee")).isEqualTo("24000");
        assertThat(service.get(path).at("/cancellationFee")).isEqualTo("24000");
    }

    @Test
    void aBookingWithoutTermsShowsNone() {
        Reply booked = book("anna", 3);
        assertThat(booked.at("/depositRequired")).isEqualTo("false");
        Reply cancelled = service.post("/v1/bookings/" + booked.at("/bookingId") + "/cancel", "{\"userId\": \"anna\"}")
                .hasStatus(200);
        assertThat(cancelled.text()).doesNotContain("cancellationFee", "cancellationPolicy", "depositAmount");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"depositPolicy\":3; depositPolicy",
                "\"depositPolicy\":{}; depositPolicy.percent",
                "\"depositPolicy\":{\"percent\":30,\"amount\":1}; depositPolicy.percent",
                "\"depositPolicy\":{\"percent\":0}; depositPolicy.percent",
                "\"depositPolicy\":{\"percent\":30.5}; depositPolicy.percent",
                "\"depositPolicy\":{\"amount\":-1}; depositPolicy.amount",
                "\"depositPolicy\":{\"percent\":30,\"fromRooms\":1001}; depositPolicy.fromRooms",
                "\"depositPolicy\":{\"percent\":30,\"x\":1}; depositPolicy.x",
                "\"cancellationPolicy\":{}; cancellationPolicy.fees",
                "\"cancellationPolicy\":{\"fees\":[]}; cancellationPolicy.fees",
                "\"cancellationPolicy\":{\"fees\":[{\"percent\":1}]}; cancellationPolicy.fees[0].daysBeforeArrival",
                "\"cancellationPolicy\":{\"fees\":[{\"daysBeforeArrival\":1}]}; cancellationPolicy.fees[0].percent",
                "\"images\":{}; images",
                "\"images\":[\"a\"]; images[0]",
                "\"images\":[{\"url\":\"javascript:alert(1)\"}]; images[0].url",
                "\"images\":[{\"url\":\"https://example.com\",\"alt\":\"\"}]; images[0].alt",
                "\"amenities\":[\"Bath\",7]; amenities[1]",
                "\"amenities\":[\"Bath\",\"Bath\"]; amenities",
            })
    void aMalformedFieldIsNamedAndChangesNothing(String field, String name) {
        String before = service.get("/v1/room-types/deluxe").text();
        service.put("/v1/room-types/deluxe", deluxe(field)).isProblemOf(ErrorCode.VALIDATION_FAILED, name);
        assertThat(service.get("/v1/room-types/deluxe").text()).isEqualTo(before);
    }
}

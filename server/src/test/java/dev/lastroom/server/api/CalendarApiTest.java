package dev.lastroom.server.api;

import static dev.lastroom.server.testing.TestService.booking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calendar feed of a room type, RFC 5545. */
class CalendarApiTest {

    private static final String FEED = "/v1/room-types/deluxe/calendar.ics";

    private TestService service;

    @BeforeEach
    void start(@TempDir Path folder) {
        service = TestService.on(folder).withHotel(1);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** Returns the content lines, unfolded as the RFC says. */
    private List<String> feed() {
        Reply reply = service.get(FEED).hasStatus(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/calendar; charset=utf-8");
        assertThat(reply.text()).endsWith("END:VCALENDAR\r\n");
        assertThat(reply.text().replace("\r\n", "")).doesNotContain("\n", "\r");
        return Arrays.asList(reply.text().replace("\r\n ", "").split("\r\n", -1));
    }

    private static List<String> on(List<String> feed, String date) {
        int at = feed.indexOf("DTSTART;VALUE=DATE:" + date);
        return at < 0 ? List.of() : feed.subList(at - 3, at + 5);
    }

    @Test
    void aNightIsListedWhileItIsSoldOutAndKeepsItsUid() {
        assertThat(on(feed(), "20270115")).isEmpty();
        String id = service.post("/v1/bookings", booking("anna", "2027-01-15", "2027-01-17"))
                .hasStatus(201)
                .at("/bookingId");

        List<String> event = on(feed(), "20270115");
        assertThat(event)
                .containsExactly(
                        "BEGIN:VEVENT",
                        "UID:2027-01-15.deluxe.lisbon@lastroom",
                        "DTSTAMP:20270110T120000Z",
                        "DTSTART;VALUE=DATE:20270115",
                        "DTEND;VALUE=DATE:20270116",
                        "SUMMARY:Deluxe: sold out",
                        "TRANSP:OPAQUE",
                        "END:VEVENT");
        assertThat(on(feed(), "20270116")).isNotEmpty();
        assertThat(on(feed(), "20270117")).as("the day of departure").isEmpty();
        assertThat(feed().toString()).doesNotContain("anna", id);

        service.post("/v1/bookings/" + id + "/cancel", "{\"userId\": \"anna\"}").hasStatus(200);
        assertThat(on(feed(), "20270115")).isEmpty();
        service.post("/v1/bookings", booking("bob", "2027-01-15", "2027-01-16")).hasStatus(201);
        assertThat(on(feed(), "20270115")).isEqualTo(event);
    }

    @Test
    void theFeedCoversAYearAndShowsUnopenedNightsAsNotForSale() {
        List<String> feed = feed();
        assertThat(feed).contains("BEGIN:VCALENDAR", "VERSION:2.0", "CALSCALE:GREGORIAN");
        assertThat(feed.stream()
                        .filter(line -> line.startsWith("UID:"))
                        .distinct()
                        .count())
                .isEqualTo(feed.stream().filter("BEGIN:VEVENT"::equals).count());
        LocalDate last = LocalDate.of(2027, 1, 10).plusDays(CalendarEndpoint.NIGHTS - 1);
        assertThat(on(feed, last.toString().replace("-", ""))).contains("SUMMARY:Deluxe: not for sale");
        assertThat(on(feed, last.plusDays(1).toString().replace("-", ""))).isEmpty();
        service.get("/v1/room-types/attic/calendar.ics").isProblem(ErrorCode.ROOM_TYPE_NOT_FOUND);
        service.get(FEED + "?days=3").isProblemOf(ErrorCode.VALIDATION_FAILED, "days");
    }

    @Test
    void longLinesAreFoldedBetweenCharactersAndSpecialOnesEscaped() {
        String name = "Two rooms; sea, \\ and " + "房间🛏".repeat(20);
        ICalendar calendar = new ICalendar(name, Instant.parse("2027-01-10T12:00:00.5Z"));
        calendar.day("uid", LocalDate.of(2027, 12, 31), "line\none");
        String text = calendar.end();

        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD");
        }
        assertThat(text.replace("\r\n ", ""))
                .contains("X-WR-CALNAME:Two rooms\\; sea\\, \\\\ and " + "房间🛏".repeat(20) + "\r\n")
                .contains("SUMMARY:line\\none\r\n")
                .contains("DTEND;VALUE=DATE:20280101\r\n");
    }
}

package dev.lastroom.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes an iCalendar object of whole-day events (RFC 5545). Not thread-safe. */
final class ICalendar {

    /** The media type. */
    static final String TYPE = "text/calendar; charset=utf-8";

    /** The longest content line, in bytes without its line end (RFC 5545, section 3.1). */
    private static final int LINE_BYTES_MAX = 75;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();
    private final String stamp;

    /** Begins a calendar with the display name {@code name}, as of {@code now}. */
    ICalendar(String name, Instant now) {
        this.stamp = STAMP.format(now);
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Lastroom//Lastroom//EN");
        line("CALSCALE:GREGORIAN");
        line("METHOD:PUBLISH");
        line("X-WR-CALNAME:" + escaped(name));
    }

    /** Adds an event that fills a day. */
    void day(String uid, LocalDate date, String summary) {
        line("BEGIN:VEVENT");
        line("UID:" + escaped(uid));
        line("DTSTAMP:" + stamp);
        line("DTSTART;VALUE=DATE:" + date.format(DateTimeFormatter.BASIC_ISO_DATE));
        line("DTEND;VALUE=DATE:" + date.plusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE));
        line("SUMMARY:" + escaped(summary));
        line("TRANSP:OPAQUE");
        line("END:VEVENT");
    }

    /** Ends the calendar and returns it. */
    String end() {
        line("END:VCALENDAR");
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\r", "\\n")
                .replace("\n", "\\n");
    }

    /** Adds a line, folded between characters if it is too long. */
    private void line(String content) {
        int room = LINE_BYTES_MAX;
        for (int i = 0; i < content.length(); ) {
            String character = Character.toString(content.codePointAt(i));
            int bytes = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > room) {
                text.append("\r\n ");
                room = LINE_BYTES_MAX - 1;
            }
            text.append(character);
            room -= bytes;
            i += character.length();
        }
        text.append("\r\n");
    }
}

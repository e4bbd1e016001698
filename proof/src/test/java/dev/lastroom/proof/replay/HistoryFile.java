package dev.lastroom.proof.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A small booking history with the columns of the published one. */
public final class HistoryFile {

    private static final String HEADER = "hotel,is_canceled,lead_time,arrival_date_year,arrival_date_month,"
            + "arrival_date_week_number,arrival_date_day_of_month,stays_in_weekend_nights,stays_in_week_nights,"
            + "adults,children,babies,meal,country,market_segment,distribution_channel,is_repeated_guest,"
            + "previous_cancellations,previous_bookings_not_canceled,reserved_room_type,assigned_room_type,"
            + "booking_changes,deposit_type,agent,company,days_in_waiting_list,customer_type,adr,"
            + "required_car_parking_spaces,total_of_special_requests,reservation_status,reservation_status_date";

    private final List<String> lines = new ArrayList<>(List.of(HEADER));

    /** The final status of a booking. */
    enum Status {
        CHECK_OUT("Check-Out"),
        CANCELED("Canceled"),
        NO_SHOW("No-Show");

        private final String text;

        Status(String text) {
            this.text = text;
        }
    }

    /** Returns a history that shows every rule once. The comments derive the expected result by hand. */
    public static HistoryFile ofEveryRule() {
        String city = "City Hotel";
        return new HistoryFile()
                // Peak of guests who checked out: night 11 has rows 1 and 2, so there are 2 rooms of type A.
                // 1: day 5, after the cancel of row 3: accepted, 2 nights.
                .row(city, "A", day(3, 10), 5, 2, Status.CHECK_OUT, day(3, 12))
                // 2: day 5, after row 1. Rows 5 and 1 fill night 11: refused.
                .row(city, "A", day(3, 11), 6, 1, Status.CHECK_OUT, day(3, 12))
                // 3: day 1: accepted. Its cancel on day 5 comes before that day's bookings, or row 1 fails.
                .row(city, "A", day(3, 11), 10, 1, Status.CANCELED, day(3, 5))
                // 4: day 4: accepted next to row 3, and cancelled at once, or row 5 would find no room.
                .row(city, "A", day(3, 11), 7, 1, Status.CANCELED, day(3, 4))
                // 5: day 4: accepted and kept, 2 nights.
                .row(city, "A", day(3, 11), 7, 2, Status.NO_SHOW, day(3, 11))
                // 6: day 7: refused, so its cancel on day 8 does not count.
                .row(city, "A", day(3, 11), 4, 1, Status.CANCELED, day(3, 8))
                // 7: no night: skipped.
                .row(city, "A", day(3, 11), 4, 0, Status.CHECK_OUT, day(3, 11))
                // 8: no guest checked out of type B, so it has 1 room. Booked on the day of arrival, cancelled the day
                // after.
                .row(city, "B", day(4, 1), 0, 3, Status.CANCELED, day(4, 2))
                // 9 and 10: another hotel's type A, back to back: 1 room is enough, 1 night each.
                .row("Resort Hotel", "A", day(5, 1), 0, 1, Status.CHECK_OUT, day(5, 2))
                .row("Resort Hotel", "A", day(5, 2), 30, 1, Status.CHECK_OUT, day(5, 3));
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2016, month, day);
    }

    HistoryFile row(
            String hotel,
            String roomType,
            LocalDate arrival,
            int leadTime,
            int nights,
            Status status,
            LocalDate statusDate) {
        lines.add(String.join(
                ",",
                hotel,
                status == Status.CANCELED ? "1" : "0",
                Integer.toString(leadTime),
                Integer.toString(arrival.getYear()),
                arrival.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                "27",
                Integer.toString(arrival.getDayOfMonth()),
                Integer.toString(nights / 2),
                Integer.toString(nights - nights / 2),
                "2,0,0,BB,PRT,Direct,Direct,0,0,0",
                roomType,
                "C,3,No Deposit,NULL,NULL,0,Transient,99.5,0,0",
                status.text,
                statusDate.toString()));
        return this;
    }

    /** Returns the file with one text of a line replaced. Line 1 is the header. */
    HistoryFile replace(int line, String text, String by) {
        String before = lines.get(line - 1);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(text + " is not in " + before);
        }
        lines.set(line - 1, before.replace(text, by));
        return this;
    }

    byte[] plain() {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    byte[] gzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the file, compressed, and returns {@code file}. */
    public Path writeTo(Path file) throws IOException {
        return Files.write(file, gzip());
    }
}

package dev.lastroom.server.bulk;

import static dev.lastroom.server.fuzz.FuzzTarget.requireEqual;

import dev.lastroom.server.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of an import. */
public final class BulkTargets {

    private static final String BOOKINGS = "idempotencyKey,userId,roomTypeId,startDate,endDate,roomsBooked,status\n";

    /** Returns all of these targets. */
    public static final List<FuzzTarget> ALL = List.of(
            file("bookings as CSV", Format.CSV, BOOKINGS + "'=1,ann,deluxe,2027-01-10,2027-01-12,2,CONFIRMED\n"),
            file(
                    "bookings as raw CSV",
                    Format.RAW_CSV,
                    BOOKINGS + "\"a,\"\"b\",ann,deluxe,2027-01-10,2027-01-12,,\r\n"),
            file("bookings as NDJSON", Format.NDJSON, """
                    {"idempotencyKey":"k","userId":"ann","roomTypeId":"deluxe","startDate":"2027-01-10","endDate":"2027-01-12"}
                    """),
            new FuzzTarget(
                    "formulas",
                    List.of("=1+1", "'=x;-y", "\t@"),
                    input -> requireEqual(Formulas.plain(Formulas.quoted(input)), input)));

    private BulkTargets() {}

    private static FuzzTarget file(String name, Format format, String seed) {
        return new FuzzTarget(name, List.of(seed), input -> read(format, input));
    }

    private static void read(Format format, String input) throws IOException {
        // By bytes: a text with half a surrogate pair is written with a question mark in its place.
        Path file =
                Files.write(Files.createTempFile("lastroom-fuzz-", ".rows"), input.getBytes(StandardCharsets.UTF_8));
        try {
            RowReader.read(file, format, BookingRows.COLUMNS, row -> {
                BookingRows.Read _ = BookingRows.read(row);
            });
        } catch (BadFileException e) {
            // The error names the wrong line and column.
        } finally {
            Files.delete(file);
        }
    }
}

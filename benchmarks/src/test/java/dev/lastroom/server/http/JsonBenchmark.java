package dev.lastroom.server.http;

import dev.lastroom.bench.micro.ShortBenchmark;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingLife;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.Rate;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.server.api.json.BookingJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** The cost of reading a booking request and writing its answer. */
public class JsonBenchmark extends ShortBenchmark {

    private static final Instant NOW = Instant.parse("2099-01-01T00:00:00Z");
    private static final RoomTypeId ROOM_TYPE = new RoomTypeId("double");

    private final byte[] body = """
            {"userId":"guest-17","roomTypeId":"double","startDate":"2100-01-01","endDate":"2100-01-03",
             "roomsBooked":1,"idempotencyKey":"4f1c2a0e-0d3b-4b52-9d5e-6f0f6f0c7a11"}
            """.getBytes(StandardCharsets.UTF_8);

    private final Booking booking = new Booking(
            NewId.of(NOW, ROOM_TYPE, 1).booking(),
            new Origin(
                    "owner", new UserId("guest-17"), new IdempotencyKey("4f1c2a0e-0d3b-4b52-9d5e-6f0f6f0c7a11"), NOW),
            new PropertyId("hotel"),
            null,
            new RoomStay(ROOM_TYPE, Stay.of(LocalDate.of(2100, 1, 1), 2), 1),
            new Rate(
                    new NightPrices(List.of(10_000L, 10_000L)),
                    new Money(20_000, Currency.getInstance("EUR")),
                    Terms.NONE,
                    null,
                    null),
            new BookingLife(BookingStatus.PROVISIONAL, null, null, null, null, null, null),
            1);

    /** Measures the way from the bytes of a body to a command. */
    @Benchmark
    public Book read() {
        return JsonFields.all(
                Json.read(body),
                "body",
                BookingJson.REQUEST_FIELDS,
                fields -> BookingJson.readRequest(fields, null, false));
    }

    /** Measures the way from a booking to the bytes of an answer. */
    @Benchmark
    public byte[] write() {
        return Json.write(BookingJson.answer(booking, false));
    }
}

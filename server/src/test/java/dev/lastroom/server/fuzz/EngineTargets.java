package dev.lastroom.server.fuzz;

import static dev.lastroom.server.fuzz.FuzzTarget.requireEqual;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Uuids;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.store.jdbc.stored.StoredEvent;
import dev.lastroom.store.jdbc.stored.StoredPrices;
import dev.lastroom.store.jdbc.stored.StoredRefusal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The texts of the engine: ids, cursors, and the values that a store keeps. */
final class EngineTargets {

    private static final BookingId BOOKING = BookingId.parse("01890a5d-ac96-774b-bcce-b302099a8057");

    static final List<FuzzTarget> ALL = List.of(
            text("event id, cursor and Last-Event-ID", EventId::parse, "4711-1", "0-0"),
            text("booking id", BookingId::parse, BOOKING.toString()),
            text("UUID", Uuids::parse, BOOKING.toString().toUpperCase(Locale.ROOT)),
            text("hold time", HoldTime::parse, "PT15M", "PT24H"),
            text("stored prices", StoredPrices::read, StoredPrices::write, "12000 13000;2x1 2", "0"),
            text(
                    "stored refusal",
                    StoredRefusal::read,
                    StoredRefusal::write,
                    "INSUFFICIENT_INVENTORY|deluxe|2|1|2027-01-10",
                    "ITEM|3|RESTRICTION_VIOLATED|deluxe|2027-01-10|CLOSED|0",
                    "ROOM_TYPE_NOT_FOUND|deluxe",
                    "ALLOTMENT_EXHAUSTED|" + BOOKING + "|2|1|2027-01-10"),
            new FuzzTarget(
                    "stored event",
                    List.of(
                            "property.saved\n\ngrand|Grand|Europe/Berlin|EUR",
                            "room-type.saved\n\ndeluxe|grand|Deluxe||3|10000||||||",
                            "nights.opened\ndeluxe\ndeluxe|2027-01-10|2027-01-12|3|10000|0|"),
                    EngineTargets::event));

    private EngineTargets() {}

    private static <T> FuzzTarget text(String name, Function<String, T> parse, String... seeds) {
        return text(name, parse, Object::toString, seeds);
    }

    /** Checks that a value read from a text, once written, is read back the same. */
    private static <T> FuzzTarget text(
            String name, Function<String, T> parse, Function<? super T, String> write, String... seeds) {
        return new FuzzTarget(name, List.of(seeds), input -> {
            T first = read(parse, input);
            if (first != null) {
                requireEqual(parse.apply(write.apply(first)), first);
            }
        });
    }

    private static void event(String input) {
        String[] part = input.split("\n", 3);
        if (part.length == 3) {
            String before = part[1].isEmpty() ? null : part[1];
            read(StoredEvent::what, new StoredEvent(part[0], BOOKING.value(), "desk", before, part[2]));
        }
    }

    private static <S, T> @Nullable T read(Function<S, T> parse, S input) {
        try {
            return parse.apply(input);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

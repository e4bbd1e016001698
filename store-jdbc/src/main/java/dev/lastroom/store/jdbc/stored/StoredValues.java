package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.BookingTable.BOOKINGS;
import static dev.lastroom.store.jdbc.stored.EntryTable.ENTRIES;
import static dev.lastroom.store.jdbc.stored.PropertyTable.PROPERTIES;
import static dev.lastroom.store.jdbc.stored.RoomTypeTable.ROOM_TYPES;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.event.NightsEvent.Span;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.util.ArrayList;
import java.util.List;

/**
 * The values in events, as rows of {@link Fields}. A value that a later version adds goes to the end and is optional,
 * so that the events of earlier versions stay readable.
 */
final class StoredValues {

    /** The id and the owner of a booking or an entry, for which an event has columns. */
    private static final int OF_THE_EVENT = 2;

    private StoredValues() {}

    /** Writes all of a booking except its id and its owner, which the event has anyway. */
    static String write(Booking booking) {
        return StoredRow.write(BOOKINGS, booking, OF_THE_EVENT);
    }

    static Booking booking(BookingId id, String owner, String text) {
        return BookingTable.read(new StoredRow(text, id.value(), owner));
    }

    /** Writes all of a waitlist entry except its id and its owner. */
    static String write(WaitlistEntry entry) {
        return StoredRow.write(ENTRIES, entry, OF_THE_EVENT);
    }

    static WaitlistEntry entry(EntryId id, String owner, String text) {
        return EntryTable.read(new StoredRow(text, id.value(), owner));
    }

    static String write(Property property) {
        return StoredRow.write(PROPERTIES, property, 0);
    }

    static Property property(String text) {
        return PropertyTable.read(new StoredRow(text));
    }

    static String write(RoomType roomType) {
        return StoredRow.write(ROOM_TYPES, roomType, 0);
    }

    static RoomType roomType(String text) {
        return RoomTypeTable.read(new StoredRow(text));
    }

    /** Writes the room type, followed by its spans of nights. */
    static String write(RoomTypeId roomType, List<Span> spans) {
        Fields.Writer fields = new Fields.Writer().add(roomType);
        for (Span span : spans) {
            fields.add(span.from()).add(span.to()).add(span.total()).add(span.price());
            fields.add(span.rules().overbooking()).add(StoredRules.write(span.rules()));
        }
        return fields.toString();
    }

    static RoomTypeId roomTypeOfOffers(String text) {
        return new Fields.Reader(text).next(RoomTypeId::new);
    }

    static List<Span> spans(String text) {
        Fields.Reader fields = new Fields.Reader(text);
        fields.next();
        List<Span> spans = new ArrayList<>();
        while (fields.hasMore()) {
            spans.add(new Span(
                    fields.nextDate(),
                    fields.nextDate(),
                    fields.nextInt(),
                    fields.nextLong(),
                    StoredRules.read(fields.nextInt(), fields.next())));
        }
        return spans;
    }
}

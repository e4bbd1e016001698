package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.BookingTable.BOOKINGS;
import static dev.lastroom.store.jdbc.stored.EntryTable.ENTRIES;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.event.NightsEvent.Span;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Terms;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/**
 * The values in events, as rows of {@link Fields}. A value that a later version adds goes to the end and is optional,
 * so that the events of earlier versions stay readable.
 */
final class StoredValues {

    private StoredValues() {}

    /** Writes all of a booking except its id and its owner, which the event has anyway. */
    static String write(Booking booking) {
        return StoredRow.write(BOOKINGS, booking);
    }

    static Booking booking(BookingId id, String owner, String text) {
        return BookingTable.read(new StoredRow(id.value(), owner, text));
    }

    /** Writes all of a waitlist entry except its id and its owner. */
    static String write(WaitlistEntry entry) {
        return StoredRow.write(ENTRIES, entry);
    }

    static WaitlistEntry entry(EntryId id, String owner, String text) {
        return EntryTable.read(new StoredRow(id.value(), owner, text));
    }

    static String write(Property property) {
        return new Fields.Writer()
                .add(property.id())
                .free(property.name())
                .add(property.timeZone())
                .add(property.currency())
                .add(property.businessDayEnds())
                .toString();
    }

    static Property property(String text) {
        Fields.Reader fields = new Fields.Reader(text);
        return new Property(
                fields.next(PropertyId::new),
                fields.nextFree(),
                fields.next(ZoneId::of),
                fields.next(Currency::getInstance),
                Objects.requireNonNullElse(fields.optional(LocalTime::parse), Property.BUSINESS_DAY_ENDS));
    }

    static String write(RoomType roomType) {
        return new Fields.Writer()
                .add(roomType.id())
                .add(roomType.propertyId())
                .free(roomType.name())
                .free(roomType.description())
                .add(roomType.totalRooms())
                .add(roomType.pricePerNight())
                .add(roomType.terms().deposit())
                .add(roomType.terms().cancellation())
                .free(roomType.presentation().imageLines())
                .free(roomType.presentation().amenityLines())
                .add(roomType.maxOccupancy())
                .toString();
    }

    static RoomType roomType(String text) {
        Fields.Reader fields = new Fields.Reader(text);
        return new RoomType(
                fields.next(RoomTypeId::new),
                fields.next(PropertyId::new),
                fields.nextFree(),
                fields.nextFree(),
                fields.nextInt(),
                fields.nextLong(),
                terms(fields),
                Presentation.parse(fields.nextFree(), fields.nextFree()),
                fields.optional(Integer::valueOf));
    }

    private static Terms terms(Fields.Reader fields) {
        return new Terms(fields.optional(DepositPolicy::parse), fields.optional(CancellationPolicy::parse));
    }

    /** Writes the room type, followed by its spans of nights. */
    static String write(RoomTypeId roomType, List<Span> spans) {
        Fields.Writer fields = new Fields.Writer().add(roomType);
        for (Span span : spans) {
            fields.add(span.from()).add(span.to()).add(span.total()).add(span.price());
            fields.add(span.rules().overbooking()).add(span.rules().toText());
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
                    NightRules.parse(fields.nextInt(), fields.next())));
        }
        return spans;
    }
}

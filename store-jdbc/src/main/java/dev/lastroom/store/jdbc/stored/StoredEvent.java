package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.Event.What;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a store keeps an event's change. Immutable and thread-safe.
 *
 * @param name the name of what happened
 * @param subjectId the booking or waitlist entry, if the event is about one
 * @param owner the owner of the booking, entry or allotment, if the event is about one
 * @param before the state before, as {@link StoredValues} writes it; null if there was none
 * @param after the state after, in the same form
 */
public record StoredEvent(
        String name,
        @Nullable UUID subjectId,
        @Nullable String owner,
        @Nullable String before,
        @Nullable String after) {

    private static final Map<String, BookingEvent.Type> TYPES = Arrays.stream(BookingEvent.Type.values())
            .collect(Collectors.toMap(BookingEvent.Type::eventName, Function.identity()));

    /** The length of its text in characters. */
    public int characters() {
        return (before == null ? 0 : before.length()) + (after == null ? 0 : after.length());
    }

    /** Converts an event to this form. */
    public static StoredEvent of(Event event) {
        String name = event.what().name();
        return switch (event.what()) {
            case BookingEvent it ->
                new StoredEvent(
                        name,
                        it.after().id().value(),
                        it.after().owner(),
                        it.before() == null ? null : StoredValues.write(it.before()),
                        StoredValues.write(it.after()));
            case WaitlistEvent it ->
                new StoredEvent(
                        name,
                        it.after().id().value(),
                        it.after().owner(),
                        it.before() == null ? null : StoredValues.write(it.before()),
                        StoredValues.write(it.after()));
            case PropertyEvent it ->
                ofHotel(
                        name,
                        it.before() == null ? null : StoredValues.write(it.before()),
                        StoredValues.write(it.after()));
            case RoomTypeEvent it ->
                ofHotel(
                        name,
                        it.before() == null ? null : StoredValues.write(it.before()),
                        StoredValues.write(it.after()));
            case AllotmentEvent it ->
                new StoredEvent(
                        name,
                        null,
                        event.owner(),
                        it.before() == null ? null : StoredAllotment.write(it.before()),
                        StoredAllotment.write(it.after()));
            case NightsEvent it ->
                ofHotel(
                        name,
                        StoredValues.write(it.roomTypeId(), it.before()),
                        StoredValues.write(it.roomTypeId(), it.after()));
        };
    }

    private static StoredEvent ofHotel(String name, @Nullable String before, String after) {
        return new StoredEvent(name, null, null, before, after);
    }

    /**
     * Returns the event that was written.
     *
     * @throws IllegalArgumentException if this is not the form of an event
     */
    public What what() {
        try {
            return read(Objects.requireNonNull(after, "after"));
        } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException("not a stored event: " + this, e);
        }
    }

    private What read(String now) {
        AllotmentEvent.Type allotment = AllotmentEvent.Type.of(name);
        if (allotment != null) {
            return new AllotmentEvent(
                    allotment,
                    before == null ? null : StoredAllotment.read(owner, before),
                    StoredAllotment.read(owner, now));
        }
        return switch (name) {
            case PropertyEvent.NAME ->
                new PropertyEvent(before == null ? null : StoredValues.property(before), StoredValues.property(now));
            case RoomTypeEvent.NAME ->
                new RoomTypeEvent(before == null ? null : StoredValues.roomType(before), StoredValues.roomType(now));
            case NightsEvent.NAME ->
                new NightsEvent(
                        StoredValues.roomTypeOfOffers(now),
                        StoredValues.spans(Objects.requireNonNull(before, "before")),
                        StoredValues.spans(now));
            default -> name.startsWith(WaitlistEvent.PREFIX) ? waitlistEvent(now) : bookingEvent(now);
        };
    }

    private WaitlistEvent waitlistEvent(String now) {
        WaitlistEvent event = new WaitlistEvent(before == null ? null : entry(before), entry(now));
        if (!event.name().equals(name)) {
            throw new IllegalArgumentException("the name is unknown");
        }
        return event;
    }

    private WaitlistEntry entry(String text) {
        return StoredValues.entry(new EntryId(id()), Objects.requireNonNull(owner, "owner"), text);
    }

    private UUID id() {
        return Objects.requireNonNull(subjectId, "subjectId");
    }

    private BookingEvent bookingEvent(String now) {
        return new BookingEvent(
                Objects.requireNonNull(TYPES.get(name), "the name is unknown"),
                before == null ? null : booking(before),
                booking(now));
    }

    private Booking booking(String text) {
        return StoredValues.booking(new BookingId(id()), Objects.requireNonNull(owner, "owner"), text);
    }
}

package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.Booking;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A booking was made or has changed. Immutable and thread-safe.
 *
 * @param type what happened to it
 * @param before the booking until then; null if it is new
 * @param after the booking from then on
 */
public record BookingEvent(Type type, @Nullable Booking before, Booking after) implements Event.What {

    /** The kinds of booking event. */
    public enum Type {
        BOOKED,
        CONFIRMED,
        EXTENDED,
        EXPIRED,
        REINSTATED,
        CHANGED,
        CHECKED_IN,
        CHECK_IN_UNDONE,
        CHECKED_OUT,
        COMPLETED,
        NO_SHOW,
        CANCELLED;

        private final String eventName = "booking." + name().toLowerCase(Locale.ROOT);

        /** The name of its events. */
        public String eventName() {
            return eventName;
        }
    }

    @Override
    public String name() {
        return type.eventName();
    }
}

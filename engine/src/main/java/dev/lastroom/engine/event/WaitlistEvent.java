package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A user has joined a waitlist, or their entry has changed status. The events of bookings tell what happens to rooms:
 * an offer is a booking. Immutable and thread-safe.
 *
 * @param before the entry until then; null if the user has joined
 * @param after the entry from then on
 */
public record WaitlistEvent(@Nullable WaitlistEntry before, WaitlistEntry after) implements Event.What {

    /** The prefix of the names of these events. */
    public static final String PREFIX = "waitlist.";

    @Override
    public String name() {
        return name(after.status());
    }

    public static String name(WaitlistStatus status) {
        return switch (status) {
            case WAITING -> PREFIX + "joined";
            case OFFERED, ACCEPTED, DECLINED, EXPIRED, LEFT ->
                PREFIX + status.name().toLowerCase(Locale.ROOT);
        };
    }
}

package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A user began to wait for rooms, or it went on from there. What becomes of rooms is told by the events of bookings: an
 * offer is one. Immutable and thread-safe.
 *
 * @param before the entry until then; null if the user has joined
 * @param after the entry from then on
 */
public record WaitlistEvent(@Nullable WaitlistEntry before, WaitlistEntry after) implements Event.What {

    /** What the names of these events begin with. */
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

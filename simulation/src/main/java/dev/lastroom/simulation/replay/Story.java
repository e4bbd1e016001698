package dev.lastroom.simulation.replay;

import dev.lastroom.engine.booking.AllotmentEvent;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingEvent;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.Event;
import dev.lastroom.engine.booking.NightsEvent;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.PropertyEvent;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.RoomTypeEvent;
import dev.lastroom.engine.booking.WaitlistEvent;
import dev.lastroom.simulation.history.Op;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests of all kinds and their outcomes in words, as short as still tells them apart. */
public final class Story {

    private static final Pattern NOTHING = Pattern.compile("(, )?\\w+=null");

    private Story() {}

    /** A request. */
    public static String of(Request request) {
        return NOTHING.matcher(request.command().toString()).replaceAll("") + " as "
                + Op.shortened(request.bookingId());
    }

    /** An event. */
    static String of(Event.What what) {
        return switch (what) {
            case BookingEvent event -> event.name() + " " + of(event.after());
            case WaitlistEvent event ->
                event.name() + " " + Op.shortened(event.after().id());
            case AllotmentEvent event ->
                event.name() + " " + event.after().allotment().id() + " "
                        + event.after().nights();
            case NightsEvent event -> event.name() + " " + event.roomTypeId() + " " + event.after();
            case PropertyEvent event -> event.name() + " " + event.after().id();
            case RoomTypeEvent event -> event.name() + " " + event.after().id();
        };
    }

    /** What a client was told; null for one that never learns. */
    public static String of(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> "never told";
            case Outcome.Booked(var booking, boolean replayed) -> "booked " + of(booking) + again(replayed);
            case Outcome.Cancelled(var booking, boolean replayed) -> "cancelled " + of(booking) + again(replayed);
            case Outcome.Changed(var booking, boolean replayed) -> "changed " + of(booking) + again(replayed);
            case Outcome.GroupBooked(var group, boolean replayed) -> "booked " + of(group) + again(replayed);
            case Outcome.GroupCancelled(var group, boolean replayed) -> "cancelled " + of(group) + again(replayed);
            case Outcome.GroupChanged(var group, boolean replayed) -> "changed " + of(group) + again(replayed);
            case Outcome.Waitlisted(var entry, boolean _, boolean replayed) ->
                "entry " + Op.shortened(entry.id()) + " " + entry.status() + again(replayed);
            case Outcome.AllotmentCreated(var it, boolean replayed) ->
                "set aside " + it.allotment().id() + again(replayed);
            case Outcome.AllotmentChanged(var it, boolean replayed) ->
                "changed " + it.allotment().id() + again(replayed);
            case Outcome.Refused(var reason, boolean replayed) -> "refused, " + reason + again(replayed);
            case Outcome.Failed(var reason, String _, var _) -> "failed, " + reason;
            case Outcome.PropertySaved _, Outcome.RoomTypeSaved _, Outcome.NightsOpened _, Outcome.HoldsExpired _ ->
                "done";
        };
    }

    private static String of(BookingGroup group) {
        return group.bookings().stream().map(Story::of).collect(Collectors.joining(", "));
    }

    private static String of(Booking booking) {
        return Op.shortened(booking.id()) + " v" + booking.version() + " " + booking.status() + ", " + booking.rooms()
                + " of " + booking.roomTypeId() + " " + booking.stay();
    }

    private static String again(boolean replayed) {
        return replayed ? ", replayed" : "";
    }
}

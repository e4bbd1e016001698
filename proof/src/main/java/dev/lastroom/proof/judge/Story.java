package dev.lastroom.proof.judge;

import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.proof.history.Op;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes requests and outcomes of all kinds in words, as briefly as still tells them apart. */
public final class Story {

    private static final Pattern NOTHING = Pattern.compile("(, )?\\w+=null");

    private Story() {}

    /** Describes a request. */
    public static String of(Request<?> request) {
        return NOTHING.matcher(request.command().toString()).replaceAll("") + " as "
                + Op.shortened(request.newId().value());
    }

    /** Describes an event. */
    static String of(Event.What what) {
        return switch (what) {
            case BookingEvent event -> event.name() + " " + of(event.after());
            case WaitlistEvent event ->
                event.name() + " " + Op.shortened(event.after().id().value());
            case AllotmentEvent event ->
                event.name() + " " + event.after().allotment().id() + " "
                        + event.after().nights();
            case NightsEvent event -> event.name() + " " + event.roomTypeId() + " " + event.after();
            case PropertyEvent event -> event.name() + " " + event.after().id();
            case RoomTypeEvent event -> event.name() + " " + event.after().id();
        };
    }

    /** Describes an outcome; null stands for one that the client never learns. */
    public static String of(@Nullable Outcome<?> outcome) {
        return switch (outcome) {
            case null -> "never told";
            case Done<?>(var value, boolean replayed) -> "done " + ofValue(value) + again(replayed);
            case Refused<?>(var reason, boolean replayed) -> "refused, " + reason + again(replayed);
            case Failed<?>(var reason, String _, var _) -> "failed, " + reason;
        };
    }

    private static String ofValue(Object value) {
        return switch (value) {
            case Booking booking -> of(booking);
            case BookingGroup group -> of(group);
            case WaitlistEntry entry -> "entry " + Op.shortened(entry.id().value()) + " " + entry.status();
            case AllotmentNights it -> "allotment " + it.allotment().id();
            default -> value.toString();
        };
    }

    private static String of(BookingGroup group) {
        return group.bookings().stream().map(Story::of).collect(Collectors.joining(", "));
    }

    private static String of(Booking booking) {
        return Op.shortened(booking.id().value()) + " v" + booking.version() + " " + booking.status() + ", "
                + booking.rooms() + " of " + booking.roomTypeId() + " " + booking.stay();
    }

    private static String again(boolean replayed) {
        return replayed ? ", replayed" : "";
    }
}

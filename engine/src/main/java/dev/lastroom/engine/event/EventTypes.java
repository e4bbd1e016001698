package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.WaitlistStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The names of all events, for readers that want only some. */
public final class EventTypes {

    /** All names, each once. */
    public static final List<String> ALL = Stream.of(
                    Arrays.stream(BookingEvent.Type.values()).map(BookingEvent.Type::eventName),
                    Arrays.stream(WaitlistStatus.values()).map(WaitlistEvent::name),
                    Arrays.stream(AllotmentEvent.Type.values()).map(AllotmentEvent.Type::eventName),
                    Stream.of(PropertyEvent.NAME, RoomTypeEvent.NAME, NightsEvent.NAME))
            .flatMap(names -> names)
            .toList();

    private EventTypes() {}
}

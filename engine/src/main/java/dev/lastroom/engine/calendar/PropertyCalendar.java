package dev.lastroom.engine.calendar;

import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.search.Arrivals;
import dev.lastroom.engine.search.BestPrice;
import dev.lastroom.engine.search.Quote;
import dev.lastroom.engine.search.StayQuery;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.PropertyState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A property's nights in memory: a state that was read from the store, and the events after it. Events that the state
 * has already are passed over. Not thread-safe.
 */
final class PropertyCalendar {

    /** What a property takes without any room type, in nights. */
    private static final int SELF = 50;

    private final LocalDate from;
    private final int days;
    private final long upTo;
    private final long complete;
    private final Set<Long> alsoIn;
    private final Map<RoomTypeId, RoomTypeCalendar> roomTypes = new TreeMap<>();
    private final Map<NightRules, NightRules> shared = new HashMap<>();
    private Property property;

    /**
     * @param from the first date it knows
     * @param days how many dates it knows
     */
    PropertyCalendar(PropertyState state, LocalDate from, int days) {
        this.from = from;
        this.days = days;
        this.upTo = state.upTo();
        this.alsoIn = Set.copyOf(state.alsoIn());
        this.complete = alsoIn.isEmpty() ? 0 : Collections.max(alsoIn);
        this.property = state.property();
        state.roomTypes().forEach(this::add);
        for (Night night : state.nights()) {
            RoomTypeCalendar calendar = calendar(night.roomTypeId());
            if (calendar != null) {
                calendar.offer(night.date(), night.total(), night.price(), share(night.rules()));
                calendar.addBooked(night.date(), night.booked());
            }
        }
        state.holds().forEach(hold -> setHold(hold, hold));
        state.allotted().forEach(this::setAllotted);
    }

    /**
     * The batch up to which it must follow the log to be in a state that existed. Until then, it may have the events of
     * later batches and lack those of earlier ones. 0 if it is in such a state from the beginning.
     */
    long complete() {
        return complete;
    }

    Property property() {
        return property;
    }

    /** The memory that it takes, in nights. */
    long nights() {
        return SELF
                + roomTypes.values().stream()
                        .mapToLong(RoomTypeCalendar::nights)
                        .sum();
    }

    int roomTypes() {
        return roomTypes.size();
    }

    Set<RoomTypeId> roomTypeIds() {
        return roomTypes.keySet();
    }

    /**
     * Whether it has all the nights on which the answer to a search depends. It lacks those long before today, but no
     * stay that begins there can be booked.
     */
    boolean covers(StayQuery search) {
        return !search.stay().start().isBefore(from) && search.to().isBefore(from.plusDays(days));
    }

    /** What each room type offers, by room type. */
    List<Quote> quotes(StayQuery search, Instant now) {
        List<Quote> quotes = new ArrayList<>(roomTypes.size());
        for (RoomTypeCalendar calendar : roomTypes.values()) {
            Availability availability = calendar.availability(search.stay(), search.rooms(), search.currency(), now);
            quotes.add(
                    search.isPlain(availability)
                            ? search.plain(availability)
                            : search.quote(availability, calendar.nights(search.from(), search.to(), now)));
        }
        return quotes;
    }

    /** The cheapest room type in which the stay can be booked, if there is one. */
    BestPrice.OfProperty bestPrice(StayQuery search, Instant now) {
        List<Availability> bookable = new ArrayList<>();
        for (RoomTypeCalendar calendar : roomTypes.values()) {
            Availability availability = calendar.availability(search.stay(), search.rooms(), search.currency(), now);
            Stay stay = search.stay();
            if (search.isPlain(availability)
                    || search.isBookable(
                            availability,
                            calendar.nights(stay.start(), stay.end().plusDays(1), now))) {
                bookable.add(availability);
            }
        }
        return BestPrice.OfProperty.of(property, bookable);
    }

    /** The open nights of each room type on which a search depends. */
    List<Arrivals.Nights> nights(StayQuery search, Instant now) {
        return roomTypes.values().stream()
                .map(it -> Arrivals.Nights.of(it.roomType(), it.nights(search.from(), search.to(), now)))
                .toList();
    }

    /**
     * Takes in an event of the log, unless the state had it; events of other properties change nothing. Returns whether
     * the calendar is still true. When the rooms of an allotment are released depends on the time zone that the property
     * had when the allotment was decided, and only the store knows that.
     */
    boolean follow(Recorded recorded) {
        long batch = recorded.id().batch();
        if (batch <= upTo || alsoIn.contains(batch)) {
            return true;
        }
        take(recorded.event().what());
        return !(recorded.event().what() instanceof AllotmentEvent event
                && event.type().setsReleases());
    }

    private void take(Event.What what) {
        switch (what) {
            case PropertyEvent event -> {
                if (event.after().id().equals(property.id())) {
                    property = event.after();
                }
            }
            case RoomTypeEvent event -> {
                if (event.after().propertyId().equals(property.id())) {
                    save(event.after());
                }
            }
            case NightsEvent event -> {
                change(event.roomTypeId(), calendar -> event.after().forEach(span -> offer(calendar, span)));
            }
            case BookingEvent event -> {
                book(event.before(), -1);
                book(event.after(), 1);
                setHold(event.before(), null);
                setHold(event.after(), event.after().isHold() ? event.after() : null);
            }
            case AllotmentEvent event -> {
                setAside(event.before(), -1);
                setAside(event.after(), 1);
                allot(event);
            }
            case WaitlistEvent _ -> {}
        }
    }

    private void save(RoomType saved) {
        RoomTypeCalendar calendar = calendar(saved.id());
        if (calendar == null) {
            add(saved);
        } else {
            calendar.become(saved);
        }
    }

    private void add(RoomType roomType) {
        roomTypes.put(roomType.id(), new RoomTypeCalendar(roomType, from, days));
    }

    private @Nullable RoomTypeCalendar calendar(RoomTypeId id) {
        return roomTypes.get(id);
    }

    private void offer(RoomTypeCalendar calendar, NightsEvent.Span span) {
        NightRules rules = share(span.rules());
        within(span.from(), span.to()).forEach(date -> calendar.offer(date, span.total(), span.price(), rules));
    }

    /** The dates of a range that it knows. */
    private List<LocalDate> within(LocalDate start, LocalDate end) {
        LocalDate first = start.isBefore(from) ? from : start;
        LocalDate last = end.isAfter(from.plusDays(days)) ? from.plusDays(days) : end;
        return first.isBefore(last) ? first.datesUntil(last).toList() : List.of();
    }

    private void book(@Nullable Booking booking, int sign) {
        if (booking != null) {
            change(
                    booking.roomTypeId(),
                    calendar -> booking.nightsHeld().forEach(date -> calendar.addBooked(date, sign * booking.rooms())));
        }
    }

    /** Sets or removes the hold of a booking in the room type that {@code of} is for. */
    private void setHold(@Nullable Booking of, @Nullable Booking hold) {
        if (of != null) {
            change(of.roomTypeId(), calendar -> calendar.setHold(of.id(), hold));
        }
    }

    private void setAside(AllotmentEvent.@Nullable Side side, int sign) {
        if (side != null) {
            change(
                    side.allotment().roomTypeId(),
                    calendar -> side.nights()
                            .forEach(nights -> within(nights.from(), nights.to())
                                    .forEach(date -> calendar.addBooked(date, sign * nights.left()))));
        }
    }

    /** Changes a room type, unless it is another property's. */
    private void change(RoomTypeId id, Consumer<RoomTypeCalendar> change) {
        RoomTypeCalendar calendar = calendar(id);
        if (calendar != null) {
            change.accept(calendar);
        }
    }

    private void allot(AllotmentEvent event) {
        RoomTypeCalendar calendar = calendar(event.after().allotment().roomTypeId());
        if (calendar == null) {
            return;
        }
        for (AllotmentEvent.AllotmentSpan nights : event.after().nights()) {
            for (LocalDate date : within(nights.from(), nights.to())) {
                AllotmentNight.Key key =
                        new AllotmentNight.Key(event.after().allotment().id(), date);
                AllotmentNight before = calendar.allotted(key);
                Instant releaseAt = before == null ? null : before.releaseAt();
                calendar.setAllotted(new AllotmentNight(
                        key.allotmentId(),
                        calendar.roomType().id(),
                        date,
                        nights.rooms(),
                        nights.pickedUp(),
                        releaseAt,
                        nights.released()));
            }
        }
    }

    private void setAllotted(AllotmentNight night) {
        change(night.roomTypeId(), calendar -> calendar.setAllotted(night));
    }

    private NightRules share(NightRules rules) {
        return shared.computeIfAbsent(rules, same -> same);
    }
}

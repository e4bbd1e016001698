package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.BookingEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.event.PropertyEvent;
import dev.lastroom.engine.event.RoomTypeEvent;
import dev.lastroom.engine.event.WaitlistEvent;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.Recount;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.PropertyState;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reads of the model. */
final class ModelReads implements Reads {

    /** An overbooking allowance forbids no stay. */
    private static final RulesChange ALLOWING_NO_MORE = new RulesChange(0, null, null, null, null, null, null, null);

    private final ModelStore model;

    ModelReads(ModelStore model) {
        this.model = model;
    }

    @Override
    public <T> T inOneState(Function<Reads, T> reading) {
        synchronized (model) {
            return reading.apply(this);
        }
    }

    @Override
    public Optional<Property> property(PropertyId id) {
        return Optional.ofNullable(model.property(id));
    }

    @Override
    public Page<Property> properties(@Nullable String tag, PageRequest page) {
        Stream<Property> wanted = model.snapshot(model.properties.values()).stream()
                .filter(p -> tag == null || p.tags().values().contains(tag));
        return page(wanted, p -> p.id().value(), page);
    }

    @Override
    public Optional<RoomType> roomType(RoomTypeId id) {
        return Optional.ofNullable(model.roomType(id));
    }

    @Override
    public Page<RoomType> roomTypes(@Nullable PropertyId propertyId, PageRequest page) {
        Stream<RoomType> wanted = model.snapshot(model.roomTypes.values()).stream()
                .filter(r -> propertyId == null || r.propertyId().equals(propertyId));
        return page(wanted, r -> r.id().value(), page);
    }

    private static <T> Page<T> page(Stream<T> inOrder, Function<T, String> id, PageRequest page) {
        List<T> oneMore = inOrder.filter(
                        t -> page.after() == null || id.apply(t).compareTo(page.after()) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(oneMore, page.limit(), id);
    }

    @Override
    public int roomTypes(PropertyId propertyId, int countMax) {
        return roomTypes(propertyId, new PageRequest(countMax, null)).items().size();
    }

    @Override
    public List<Night> nights(RoomTypeId roomTypeId, LocalDate from, LocalDate to) {
        return model.snapshot(model.nights.values()).stream()
                .filter(n -> n.roomTypeId().equals(roomTypeId)
                        && !n.date().isBefore(from)
                        && n.date().isBefore(to))
                .toList();
    }

    @Override
    public List<Availability> availability(PropertyId propertyId, Stay stay, int rooms, Instant now) {
        Property property = model.property(propertyId);
        if (property == null) {
            return List.of();
        }
        return model.snapshot(model.roomTypes.values()).stream()
                .filter(r -> r.propertyId().equals(propertyId))
                .map(r -> availability(property, r, stay, rooms, now))
                .toList();
    }

    private Availability availability(Property property, RoomType roomType, Stay stay, int rooms, Instant now) {
        List<Night> nights = nights(roomType.id(), stay.start(), stay.end());
        boolean hasRules = nights.stream()
                .anyMatch(night -> !ALLOWING_NO_MORE.applyTo(night.rules()).areNone());
        if (nights.size() < stay.nights()) {
            return new Availability(roomType, 0, null, hasRules);
        }
        int available = nights.stream()
                .mapToInt(night -> night.available() + roomsDue(night, now))
                .min()
                .orElseThrow();
        long price = nights.stream().mapToLong(Night::price).sum();
        return new Availability(roomType, available, new Money(price, property.currency()).times(rooms), hasRules);
    }

    @Override
    public List<Night> nightsOffered(PropertyId propertyId, LocalDate from, LocalDate to, Instant now) {
        return model.snapshot(model.roomTypes.values()).stream()
                .filter(roomType -> roomType.propertyId().equals(propertyId))
                .flatMap(roomType -> nightsOffered(roomType.id(), from, to, now).stream())
                .toList();
    }

    @Override
    public List<Night> nightsOffered(RoomTypeId roomTypeId, LocalDate from, LocalDate to, Instant now) {
        return nights(roomTypeId, from, to).stream()
                .map(night -> night.withBooked(-roomsDue(night, now)))
                .toList();
    }

    @Override
    public Optional<PropertyState> state(PropertyId propertyId, LocalDate from, LocalDate to) {
        throw new UnsupportedOperationException("the model keeps no copies in memory");
    }

    /** The rooms that are free at {@code now} but not yet recorded as free. */
    private int roomsDue(Night night, Instant now) {
        int lapsed = model.snapshot(model.bookings.values()).stream()
                .filter(booking -> booking.hasLapsed(now)
                        && booking.roomTypeId().equals(night.roomTypeId())
                        && booking.nightsHeld().contains(night.date())
                        && !goesBackToAllotment(booking, night, now))
                .mapToInt(Booking::rooms)
                .sum();
        int released = model.snapshot(model.allotmentNights.values()).stream()
                .filter(part -> part.isDue(now) && part.night().equals(night.key()))
                .mapToInt(AllotmentNight::left)
                .sum();
        return lapsed + released;
    }

    private boolean goesBackToAllotment(Booking booking, Night night, Instant now) {
        if (booking.roomStay().allotmentId() == null) {
            return false;
        }
        AllotmentNight part = model.allotmentNight(booking.roomStay().allotmentId(), night.date());
        return part != null && !part.asOf(now).released();
    }

    @Override
    public Optional<AllotmentNights> allotment(AllotmentId id) {
        return Optional.ofNullable(model.allotment(id)).map(this::withNights);
    }

    private AllotmentNights withNights(Allotment allotment) {
        return new AllotmentNights(
                allotment,
                model.snapshot(model.allotmentNights.values()).stream()
                        .filter(night -> night.allotmentId().equals(allotment.id()))
                        .toList());
    }

    @Override
    public Page<AllotmentNights> allotments(AllotmentFilter filter, PageRequest page) {
        AllotmentId after = page.after() == null ? null : AllotmentId.parse(page.after());
        List<AllotmentNights> oneMore = model.snapshot(model.allotments.values()).stream()
                .filter(a -> filter.owner() == null || a.isFor(filter.owner()))
                .filter(a -> filter.propertyId() == null || filter.propertyId().equals(a.propertyId()))
                .filter(a -> filter.roomTypeId() == null || filter.roomTypeId().equals(a.roomTypeId()))
                .filter(a -> after == null || a.id().compareTo(after) < 0)
                .sorted(Comparator.comparing(Allotment::id).reversed())
                .limit(page.limit() + 1L)
                .map(this::withNights)
                .toList();
        return Page.of(oneMore, page.limit(), a -> a.allotment().id().toString());
    }

    @Override
    public List<RoomTypeId> roomTypesWithDueReleases(Instant now, int limit) {
        return model.snapshot(model.allotmentNights.values()).stream()
                .filter(night -> night.isDue(now))
                .map(AllotmentNight::roomTypeId)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public WaitlistReads waitlist() {
        return new WaitlistReads() {
            @Override
            public Optional<WaitlistEntry> entry(EntryId id) {
                return Optional.ofNullable(model.entry(id));
            }

            @Override
            public Page<WaitlistEntry> entries(Filter filter, PageRequest page) {
                Stream<WaitlistEntry> wanted = model.snapshot(model.entries.values()).stream()
                        .filter(e -> filter.owner() == null || filter.owner().equals(e.owner()))
                        .filter(e -> filter.userId() == null || filter.userId().equals(e.userId()))
                        .filter(e -> filter.roomTypeId() == null
                                || filter.roomTypeId().equals(e.roomTypeId()))
                        .filter(e -> filter.status() == null || filter.status() == e.status());
                return page(wanted, e -> e.id().toString(), page);
            }

            @Override
            public List<RoomTypeId> roomTypesWaitedFor(@Nullable RoomTypeId after, int limit) {
                return model.snapshot(model.entries.values()).stream()
                        .filter(e -> e.status() == WaitlistStatus.WAITING)
                        .map(WaitlistEntry::roomTypeId)
                        .filter(id -> after == null || id.compareTo(after) > 0)
                        .sorted()
                        .distinct()
                        .limit(limit)
                        .toList();
            }
        };
    }

    @Override
    public List<RoomTypeId> roomTypesWithLapsedHolds(Instant now, int limit) {
        Stream<RoomTypeId> holds = model.snapshot(model.bookings.values()).stream()
                .filter(booking -> booking.hasLapsed(now))
                .map(Booking::roomTypeId);
        Stream<RoomTypeId> waits = model.snapshot(model.entries.values()).stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING && entry.hasLapsed(now))
                .map(WaitlistEntry::roomTypeId);
        return Stream.concat(holds, waits).distinct().limit(limit).toList();
    }

    @Override
    public Optional<Booking> booking(BookingId id) {
        return Optional.ofNullable(model.booking(id));
    }

    @Override
    public Set<BookingId> existing(Collection<BookingId> ids) {
        return ids.stream().filter(id -> model.booking(id) != null).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<KeyRecord> keyOf(Booking booking) {
        return Optional.ofNullable(
                        model.key(ScopedKey.of(booking.owner(), booking.origin().key())))
                .filter(key -> key.outcome().hasMade(booking));
    }

    @Override
    public List<Booking> group(@Nullable GroupId id) {
        return id == null ? List.of() : model.group(id);
    }

    @Override
    public Page<Booking> bookings(BookingFilter filter, PageRequest page) {
        Booking after = page.after() == null ? null : model.booking(BookingId.parse(page.after()));
        Comparator<Booking> order = filter.isByDeparture()
                ? Comparator.comparing((Booking b) -> b.stay().end())
                        .thenComparing(b -> b.stay().start())
                        .thenComparing(Booking::id)
                : Comparator.comparing(Booking::id).reversed();
        List<Booking> oneMore = model.snapshot(model.bookings.values()).stream()
                .filter(b -> matches(filter, b))
                .filter(b -> after == null || order.compare(b, after) > 0)
                .sorted(order)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(oneMore, page.limit(), b -> b.id().toString());
    }

    private static boolean matches(BookingFilter filter, Booking booking) {
        return (filter.owner() == null || filter.owner().equals(booking.owner()))
                && (filter.userId() == null || filter.userId().equals(booking.userId()))
                && (filter.roomTypeId() == null || filter.roomTypeId().equals(booking.roomTypeId()))
                && (filter.status() == null || filter.status() == booking.status())
                && (filter.from() == null || booking.stay().end().isAfter(filter.from()))
                && (filter.to() == null || booking.stay().start().isBefore(filter.to()));
    }

    @Override
    public EventPage events(EventId after, @Nullable String owner, int limit) {
        List<Event> all = model.events();
        List<Recorded> found = new ArrayList<>();
        for (int i = (int) after.batch(); i < all.size(); i++) {
            if (owner != null && !owner.equals(all.get(i).owner())) {
                continue;
            }
            if (found.size() == limit) {
                return new EventPage(found, found.getLast().id(), true);
            }
            found.add(new Recorded(new EventId(i + 1L, 1), all.get(i)));
        }
        // The end of what was looked at: the log may have grown since.
        return new EventPage(found, end(all.size()), false);
    }

    @Override
    public EventId lastCommittedEvent() {
        return lastEvent();
    }

    @Override
    public EventId lastEvent() {
        return end(model.events().size());
    }

    private static EventId end(int count) {
        return count == 0 ? EventId.START : new EventId(count, 1);
    }

    @Override
    public EventRecount.Report integrityFromEvents() {
        EventRecount recount = new EventRecount();
        synchronized (model) {
            // Stable: the rest stays in the order of the log.
            List<Recorded> log = new ArrayList<>(
                    events(EventId.START, null, Integer.MAX_VALUE).events());
            log.sort(Comparator.comparing(ModelReads::bookingId));
            log.forEach(
                    recorded -> recount.event(recorded.id(), recorded.event().what()));
            model.nights.values().forEach(recount::night);
        }
        return recount.report();
    }

    private static String bookingId(Recorded recorded) {
        return switch (recorded.event().what()) {
            case BookingEvent event -> event.after().id().toString();
            case WaitlistEvent event -> event.after().id().toString();
            case AllotmentEvent _, NightsEvent _, PropertyEvent _, RoomTypeEvent _ -> "";
        };
    }

    @Override
    public IntegrityReport integrity() {
        Recount recount = new Recount();
        synchronized (model) {
            model.count(recount);
            model.nights.values().forEach(n -> recount.night(n.roomTypeId(), n.date(), n.booked()));
        }
        return recount.report();
    }

    @Override
    public void ping() {}
}

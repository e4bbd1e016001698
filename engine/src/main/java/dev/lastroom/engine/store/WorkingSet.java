package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Change;
import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.Decision.Decided;
import dev.lastroom.engine.booking.Event;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.KeyRecord;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.ScopedKey;
import dev.lastroom.engine.booking.State;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.Watch;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction works on: a store loads the rows of the batch's {@link Footprint}, lets the batch be decided,
 * and writes what was added and changed. Not thread-safe.
 */
public final class WorkingSet implements State {

    private final Tracked<PropertyId, Property> properties = new Tracked<>();
    private final Tracked<RoomTypeId, RoomType> roomTypes = new Tracked<>();
    private final Tracked<NightKey, Night> nights = new Tracked<>();
    private final Tracked<BookingId, Booking> bookings = new Tracked<>();
    private final Tracked<ScopedKey, KeyRecord> keys = new Tracked<>();
    private final Tracked<BookingId, WaitlistEntry> entries = new Tracked<>();
    private final Tracked<BookingId, Watch> watches = new Tracked<>();
    private final Set<BookingId> inLine = new HashSet<>();
    private final Tracked<AllotmentId, Allotment> allotments = new Tracked<>();
    private final Tracked<AllotmentNight.Key, AllotmentNight> allotmentNights = new Tracked<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Holder, Set<BookingId>> liveHolds = new HashMap<>();
    private Instant holdsAt = Instant.EPOCH;
    private final SortedSet<BookingId> lapsed = new TreeSet<>();
    private final SortedSet<AllotmentNight.Key> due = new TreeSet<>();
    private Instant at = Instant.EPOCH;
    private boolean moreMayFit;

    /**
     * Expires the holds that have lapsed, releases what is due of allotments, and then decides all {@code requests} in
     * order, each against what the ones before it left. All who wait and may come to fit, which are those that were loaded, have
     * their turn before the first, and again before the next whenever more may fit: whatever makes it so, it is seen here, in
     * what it has made of the nights, room types and properties.
     */
    public List<Outcome<?>> decide(List<Request<?>> requests, Decision decision) {
        for (BookingId id : lapsed) {
            Decision.expire(this, Objects.requireNonNull(booking(id))).forEach(this::apply);
        }
        if (!due.isEmpty()) {
            List<AllotmentNight> nights = due.stream()
                    .map(allotmentNights::get)
                    .map(Objects::requireNonNull)
                    .toList();
            Decision.release(this, nights).forEach(this::apply);
        }
        at = Footprint.latest(requests);
        serveTheLine(decision);
        List<Outcome<?>> outcomes = new ArrayList<>(requests.size());
        for (Request<?> request : requests) {
            Decided<?> decided = decision.decide(this, request);
            decided.changes().forEach(this::apply);
            outcomes.add(decided.outcome());
            if (moreMayFit) {
                serveTheLine(decision);
            }
        }
        return outcomes;
    }

    /** One round is enough: offers only take rooms, so who does not fit when it is his turn does not fit after it. */
    private void serveTheLine(Decision decision) {
        for (WaitlistEntry entry : line()) {
            decision.turn(this, at, entry).forEach(this::apply);
        }
        moreMayFit = false;
    }

    private List<WaitlistEntry> line() {
        return inLine.isEmpty()
                ? List.of()
                : inOrder(inLine.stream().map(id -> Objects.requireNonNull(entries.get(id))));
    }

    private static List<WaitlistEntry> inOrder(Stream<WaitlistEntry> some) {
        return some.filter(entry -> entry.status() == WaitlistStatus.WAITING)
                .sorted(WaitlistEntry.IN_ORDER)
                .toList();
    }

    private void apply(Change change) {
        switch (change) {
            case Change.PropertyIs(Property property) -> {
                properties.put(property.id(), property);
                moreMayFit = true;
            }
            case Change.RoomTypeIs(RoomType roomType) -> {
                roomTypes.put(roomType.id(), roomType);
                moreMayFit = true;
            }
            case Change.NightIs(Night night) -> {
                moreMayFit |= !inLine.isEmpty() && isFreer(night);
                nights.put(night.key(), night);
            }
            case Change.BookingIs(Booking booking) -> {
                bookings.put(booking.id(), booking);
                countHold(booking);
            }
            case Change.EntryIs(WaitlistEntry entry) -> {
                entries.put(entry.id(), entry);
                inLine.add(entry.id());
                // In a batch whose last request comes much later, his wait may be over already.
                moreMayFit |= entry.status() == WaitlistStatus.WAITING && entry.hasLapsed(at);
            }
            case Change.EntryWatches(BookingId id, Watch watch) -> watches.put(id, watch);
            case Change.AllotmentIs(Allotment allotment) -> allotments.put(allotment.id(), allotment);
            case Change.AllotmentNightIs(AllotmentNight night) -> allotmentNights.put(night.key(), night);
            case Change.KeyIs(KeyRecord key) -> keys.put(key.key(), key);
            case Change.Happened(Event event) -> events.add(event);
        }
    }

    private boolean isFreer(Night now) {
        Night before = nights.get(now.key());
        return before == null
                || now.available() > before.available()
                || !now.rules().equals(before.rules());
    }

    private void countHold(Booking booking) {
        Set<BookingId> holds = liveHolds.get(booking.holder());
        if (holds != null && booking.isHold() && !booking.hasLapsed(holdsAt)) {
            holds.add(booking.id());
        } else if (holds != null) {
            holds.remove(booking.id());
        }
    }

    /** Takes the live holds at {@code at} of somebody who asks for another, as they were read. */
    public void loadLiveHolds(Holder holder, Instant at, Collection<BookingId> holds) {
        holdsAt = at;
        liveHolds.put(holder, new HashSet<>(holds));
    }

    /** Takes a hold that has lapsed, as it was read, with its nights: it is expired before anything is decided. */
    public void loadLapsed(Booking hold) {
        bookings.load(hold.id(), hold);
        lapsed.add(hold.id());
    }

    /** Takes one who waits and may come to fit, as it was read, with its nights locked: it has its turn. */
    public void loadInLine(WaitlistEntry entry, Watch watch) {
        entries.load(entry.id(), entry);
        watches.load(entry.id(), watch);
        inLine.add(entry.id());
    }

    /** Takes a night of an allotment whose release is due, as it was read: it is released before anything is decided. */
    public void loadDue(AllotmentNight night) {
        allotmentNights.load(night.key(), night);
        due.add(night.key());
    }

    public Tracked<PropertyId, Property> properties() {
        return properties;
    }

    public Tracked<RoomTypeId, RoomType> roomTypes() {
        return roomTypes;
    }

    /** Whether properties or room types are new or different. */
    public boolean changesCatalogue() {
        return properties.isWritten() || roomTypes.isWritten();
    }

    public Tracked<NightKey, Night> nights() {
        return nights;
    }

    public Tracked<BookingId, Booking> bookings() {
        return bookings;
    }

    public Tracked<BookingId, WaitlistEntry> entries() {
        return entries;
    }

    /** What keeps those waiting who are new in line. */
    public Watch watch(WaitlistEntry added) {
        return Objects.requireNonNullElse(watches.get(added.id()), Watch.ALWAYS);
    }

    /** Those who were in line and wait on for something else than before. */
    public Map<BookingId, Watch> changedWatches() {
        return watches.changedByKey();
    }

    public Tracked<AllotmentId, Allotment> allotments() {
        return allotments;
    }

    public Tracked<AllotmentNight.Key, AllotmentNight> allotmentNights() {
        return allotmentNights;
    }

    public Tracked<ScopedKey, KeyRecord> keys() {
        return keys;
    }

    /** What happened, in order. */
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }

    @Override
    public @Nullable Property property(PropertyId id) {
        return properties.get(id);
    }

    @Override
    public @Nullable RoomType roomType(RoomTypeId id) {
        return roomTypes.get(id);
    }

    @Override
    public @Nullable Night night(NightKey key) {
        return nights.get(key);
    }

    @Override
    public @Nullable Booking booking(BookingId id) {
        return bookings.get(id);
    }

    @Override
    public List<Booking> group(GroupId id) {
        return bookings.now().stream()
                .filter(booking -> id.equals(booking.groupId()))
                .sorted(Comparator.comparing(Booking::id))
                .toList();
    }

    @Override
    public @Nullable WaitlistEntry entry(BookingId id) {
        return entries.get(id);
    }

    @Override
    public List<WaitlistEntry> waiting(RoomTypeId roomType) {
        return inOrder(entries.now().stream().filter(entry -> entry.roomTypeId().equals(roomType)));
    }

    @Override
    public @Nullable Allotment allotment(AllotmentId id) {
        return allotments.get(id);
    }

    @Override
    public @Nullable AllotmentNight allotmentNight(AllotmentId id, LocalDate date) {
        return allotmentNights.get(new AllotmentNight.Key(id, date));
    }

    @Override
    public @Nullable KeyRecord key(ScopedKey key) {
        return keys.get(key);
    }

    @Override
    public int liveHolds(Holder holder) {
        return Objects.requireNonNull(liveHolds.get(holder), "not loaded").size();
    }
}

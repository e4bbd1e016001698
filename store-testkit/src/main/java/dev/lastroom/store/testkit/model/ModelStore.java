package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.batch.Footprint;
import dev.lastroom.engine.batch.Known;
import dev.lastroom.engine.batch.Loop;
import dev.lastroom.engine.batch.Needs;
import dev.lastroom.engine.batch.Reading;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.Recount;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Change;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Decision.Decided;
import dev.lastroom.engine.rules.State;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.webhook.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: a store in memory, as plain as possible, that does one thing after another and forgets everything when it
 * is closed. It shares only {@link Decision} and {@link Loop} with the real stores, so a difference shows what their
 * SQL lost. Thread-safe.
 */
public final class ModelStore implements Store, State {

    final Map<PropertyId, Property> properties = new TreeMap<>();
    final Map<RoomTypeId, RoomType> roomTypes = new TreeMap<>();
    final Map<NightKey, Night> nights = new TreeMap<>();
    final Map<BookingId, Booking> bookings = new TreeMap<>();
    final Map<EntryId, WaitlistEntry> entries = new TreeMap<>();
    final Map<ScopedKey, KeyRecord> keys = new TreeMap<>();
    final Map<AllotmentId, Allotment> allotments = new TreeMap<>();
    final Map<AllotmentNight.Key, AllotmentNight> allotmentNights = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Reads reads = new ModelReads(this);
    private Instant at = Instant.EPOCH;

    /** Returns another model in the same state; the two then diverge. */
    public synchronized ModelStore copy() {
        ModelStore copy = new ModelStore();
        copy.properties.putAll(properties);
        copy.roomTypes.putAll(roomTypes);
        copy.nights.putAll(nights);
        copy.bookings.putAll(bookings);
        copy.entries.putAll(entries);
        copy.keys.putAll(keys);
        copy.allotments.putAll(allotments);
        copy.allotmentNights.putAll(allotmentNights);
        copy.events.addAll(events);
        copy.at = at;
        return copy;
    }

    @Override
    public synchronized Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        Footprint footprint = Footprint.of(batch);
        at = footprint.at();
        Loop.Loaded loaded = Loop.load(footprint, new ModelReading());
        Set<RoomTypeId> roomTypesTouched = loaded.needs().roomTypes();
        loaded.found().bookings().stream()
                .filter(booking -> booking.hasLapsed(at))
                .sorted(Comparator.comparing(Booking::id))
                .forEach(lapsed -> Decision.expire(this, lapsed).forEach(this::apply));
        Decision.release(this, dueIn(roomTypesTouched)).forEach(this::apply);
        turns(decision, roomTypesTouched);
        List<Outcome<?>> outcomes = new ArrayList<>();
        for (Request<?> request : batch) {
            Decided<?> decided = decision.decide(this, request);
            decided.changes().forEach(this::apply);
            outcomes.add(decided.outcome());
            turns(decision, roomTypesTouched);
        }
        return new Applied(outcomes, Duration.ZERO, List.of(), EventId.START);
    }

    /** Has all rows, and finds no more than the room types that are touched. */
    private final class ModelReading implements Reading<RuntimeException> {

        private final WorkingSet unused = new WorkingSet(at);

        @Override
        public Known peek(Footprint footprint) {
            Known.Builder known = new Known.Builder();
            bookings.values().stream()
                    .filter(booking -> footprint.bookings().contains(booking.id())
                            || (booking.groupId() != null && footprint.groups().contains(booking.groupId())))
                    .forEach(known::add);
            allotments.values().stream()
                    .filter(allotment -> footprint.wholeAllotments().contains(allotment.id()))
                    .forEach(known::add);
            footprint.entries().stream()
                    .map(entries::get)
                    .filter(Objects::nonNull)
                    .forEach(known::add);
            known.waitedFor(true);
            return known.build();
        }

        /**
         * Finds all waiting entries and all that ends in the room types, including those to which an offer may be
         * changed.
         */
        @Override
        public Known read(Needs needs, WorkingSet working) {
            Known.Builder found = new Known.Builder().add(needs.known());
            bookings.values().stream()
                    .filter(booking ->
                            booking.hasLapsed(at) && needs.roomTypes().contains(booking.roomTypeId()))
                    .forEach(found::add);
            dueIn(needs.roomTypes()).forEach(found::addDue);
            inLine(needs.roomTypes()).forEach(found::add);
            return found.build();
        }

        @Override
        public WorkingSet working() {
            return unused;
        }

        @Override
        public Known lookAgain(Footprint footprint, Known found) {
            return found;
        }
    }

    private List<AllotmentNight> dueIn(Set<RoomTypeId> roomTypes) {
        return allotmentNights.values().stream()
                .filter(night -> night.isDue(at) && roomTypes.contains(night.roomTypeId()))
                .toList();
    }

    private List<WaitlistEntry> inLine(Set<RoomTypeId> roomTypes) {
        return entries.values().stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING && roomTypes.contains(entry.roomTypeId()))
                .sorted(WaitlistEntry.IN_ORDER)
                .toList();
    }

    /** Looks at all entries that wait for a touched room type, whatever has happened. */
    private void turns(Decision decision, Set<RoomTypeId> roomTypesTouched) {
        inLine(roomTypesTouched).forEach(entry -> decision.turn(this, at, entry).forEach(this::apply));
    }

    private void apply(Change change) {
        switch (change) {
            case Change.PropertyIs(Property property) -> properties.put(property.id(), property);
            case Change.RoomTypeIs(RoomType roomType) -> roomTypes.put(roomType.id(), roomType);
            case Change.NightIs(Night night) -> nights.put(night.key(), night);
            case Change.BookingIs(Booking booking) -> bookings.put(booking.id(), booking);
            case Change.EntryIs(WaitlistEntry entry) -> entries.put(entry.id(), entry);
            case Change.AllotmentIs(Allotment allotment) -> allotments.put(allotment.id(), allotment);
            case Change.AllotmentNightIs(AllotmentNight night) -> allotmentNights.put(night.key(), night);
            // It looks at every entry each time.
            case Change.EntryWatches _ -> {}
            case Change.KeyIs(KeyRecord key) -> keys.put(key.key(), key);
            case Change.Happened(Event event) -> events.add(event);
        }
    }

    @Override
    public synchronized int sweepKeys(Instant before, int limit) {
        List<ScopedKey> old = keys.values().stream()
                .filter(k -> k.createdAt().isBefore(before))
                .limit(limit)
                .map(KeyRecord::key)
                .toList();
        old.forEach(keys::remove);
        return old.size();
    }

    @Override
    public synchronized List<Repair> repair(SortedSet<NightKey> wanted, Instant at) {
        Recount recount = new Recount(wanted);
        count(recount);
        Map<NightKey, Night> open = new TreeMap<>(nights);
        open.keySet().retainAll(wanted);
        open.values().forEach(n -> recount.night(n.roomTypeId(), n.date(), n.booked()));
        List<Repair> repairs = Repair.decide(recount.report(), open);
        repairs.stream().filter(Repair::corrected).forEach(this::correct);
        return repairs;
    }

    /** Counts the nights that bookings have, and the rooms left in allotments. */
    void count(Recount recount) {
        bookings.values().stream()
                .filter(b -> !b.nightsHeld().isEmpty())
                .forEach(b -> recount.stays(b.roomTypeId(), b.stay().start(), b.heldTo(), 1, b.rooms()));
        allotmentNights.values().forEach(n -> recount.setAside(n.roomTypeId(), n.date(), n.left()));
    }

    private void correct(Repair repair) {
        nights.computeIfPresent(repair.night(), (_, n) -> n.withBooked((int) (repair.counted() - repair.recorded())));
    }

    @Override
    public Reads reads() {
        return reads;
    }

    @Override
    public Reads housekeeping() {
        return reads;
    }

    @Override
    public WebhookStore webhooks() {
        throw new UnsupportedOperationException("the model has no webhooks");
    }

    @Override
    public Optional<StoreClock> clock() {
        return Optional.empty();
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void close() {}

    /** Returns all events so far. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized <T> List<T> snapshot(Collection<T> values) {
        return List.copyOf(values);
    }

    @Override
    public synchronized @Nullable Property property(PropertyId id) {
        return properties.get(id);
    }

    @Override
    public synchronized @Nullable RoomType roomType(RoomTypeId id) {
        return roomTypes.get(id);
    }

    @Override
    public synchronized @Nullable Night night(NightKey key) {
        return nights.get(key);
    }

    @Override
    public synchronized @Nullable Booking booking(BookingId id) {
        return bookings.get(id);
    }

    @Override
    public synchronized List<Booking> group(GroupId id) {
        return bookings.values().stream()
                .filter(booking -> id.equals(booking.groupId()))
                .toList();
    }

    @Override
    public synchronized @Nullable WaitlistEntry entry(EntryId id) {
        return entries.get(id);
    }

    @Override
    public synchronized List<WaitlistEntry> waiting(RoomTypeId roomType) {
        return entries.values().stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING
                        && entry.roomTypeId().equals(roomType))
                .sorted(WaitlistEntry.IN_ORDER)
                .toList();
    }

    @Override
    public synchronized List<WaitlistEntry> waiting(Holder holder) {
        return entries.values().stream()
                .filter(entry -> entry.status() == WaitlistStatus.WAITING
                        && entry.holder().equals(holder))
                .toList();
    }

    @Override
    public synchronized List<Booking> live(Holder holder) {
        return bookings.values().stream()
                .filter(booking -> booking.holder().equals(holder) && booking.isLive())
                .toList();
    }

    @Override
    public synchronized Set<BookingId> liveHolds(Holder holder) {
        return bookings.values().stream()
                .filter(booking -> booking.holder().equals(holder) && booking.isHold() && !booking.hasLapsed(at))
                .map(Booking::id)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized @Nullable Allotment allotment(AllotmentId id) {
        return allotments.get(id);
    }

    @Override
    public synchronized @Nullable AllotmentNight allotmentNight(AllotmentId id, LocalDate date) {
        return allotmentNights.get(new AllotmentNight.Key(id, date));
    }

    @Override
    public synchronized @Nullable KeyRecord key(ScopedKey key) {
        return keys.get(key);
    }
}

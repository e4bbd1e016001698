package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Change;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Decision.Decided;
import dev.lastroom.engine.rules.Overlay;
import dev.lastroom.engine.rules.State;
import dev.lastroom.engine.rules.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rows that one transaction works on: a store loads those that the batch {@link Needs}, has the batch decided, and
 * writes what was added and changed. Not thread-safe.
 */
public final class WorkingSet {

    private final ReadRows read = new ReadRows();
    private final Instant at;
    private final Overlay now;
    private final Set<EntryId> inLine = new HashSet<>();
    private final SortedSet<BookingId> lapsed = new TreeSet<>();
    private final SortedSet<AllotmentNight.Key> due = new TreeSet<>();
    private boolean moreMayFit;

    /** @param at the time of the batch */
    public WorkingSet(Instant at) {
        this.at = at;
        this.now = new Overlay(read, at);
    }

    /** Records what was asked for: a row of it that was not loaded does not exist. */
    public void asks(Needs needs) {
        read.asks(needs);
    }

    /** The state that decisions see. */
    public State state() {
        return now;
    }

    /**
     * Expires lapsed holds, releases due allotment nights, and then decides all {@code requests} in order, each on what
     * the ones before it left. All loaded entries that wait have their turn before the first request. They have it
     * again before the next whenever more may fit, which shows in the changes to nights, room types and properties,
     * whatever the cause.
     */
    public List<Outcome<?>> decide(List<Request<?>> requests, Decision decision) {
        for (BookingId id : lapsed) {
            Decision.expire(now, Objects.requireNonNull(now.booking(id))).forEach(this::apply);
        }
        if (!due.isEmpty()) {
            List<AllotmentNight> nights = due.stream()
                    .map(key -> Objects.requireNonNull(now.allotmentNight(key.allotmentId(), key.date())))
                    .toList();
            Decision.release(now, nights).forEach(this::apply);
        }
        serveTheLine(decision);
        List<Outcome<?>> outcomes = new ArrayList<>(requests.size());
        for (Request<?> request : requests) {
            Decided<?> decided = decision.decide(now, request);
            decided.changes().forEach(this::apply);
            outcomes.add(decided.outcome());
            if (moreMayFit) {
                serveTheLine(decision);
            }
        }
        return outcomes;
    }

    /** One round is enough: offers only take rooms, so an entry that does not fit at its turn does not fit after it. */
    private void serveTheLine(Decision decision) {
        if (!inLine.isEmpty()) {
            inLine.stream()
                    .map(id -> Objects.requireNonNull(now.entry(id)))
                    .filter(entry -> entry.status() == WaitlistStatus.WAITING)
                    .sorted(WaitlistEntry.IN_ORDER)
                    .toList()
                    .forEach(entry -> decision.turn(now, at, entry).forEach(this::apply));
        }
        moreMayFit = false;
    }

    private void apply(Change change) {
        if (change instanceof Change.EntryIs(WaitlistEntry entry)) {
            inLine.add(entry.id());
        }
        moreMayFit |= mayLetMoreFit(change);
        now.add(change);
    }

    private boolean mayLetMoreFit(Change change) {
        return switch (change) {
            case Change.PropertyIs _, Change.RoomTypeIs _ -> true;
            case Change.NightIs(Night night) -> !inLine.isEmpty() && isFreer(night);
            // If the batch's last request came much later, a joining user's wait may be over already.
            case Change.EntryIs(WaitlistEntry entry) -> entry.status() == WaitlistStatus.WAITING && entry.hasLapsed(at);
            case Change.BookingIs _,
                    Change.EntryWatches _,
                    Change.AllotmentIs _,
                    Change.AllotmentNightIs _,
                    Change.KeyIs _,
                    Change.Happened _ -> false;
        };
    }

    private boolean isFreer(Night after) {
        Night before = now.night(after.key());
        return before == null
                || after.available() > before.available()
                || !after.rules().equals(before.rules());
    }

    /** Takes the live holds, as they were read, of a user who asks for another: all at once, or one after the other. */
    public void loadLiveHolds(Holder holder, Collection<BookingId> holds) {
        read.loadLiveHolds(holder, holds);
    }

    /** Takes a lapsed hold, as it was read, with its nights. It expires before anything is decided. */
    public void loadLapsed(Booking hold) {
        read.rows.bookings().put(hold.id(), hold);
        lapsed.add(hold.id());
    }

    /** Takes an entry that waits and may come to fit, as it was read, with its nights locked. It has its turn. */
    public void loadInLine(WaitlistEntry entry, Watch watch) {
        read.rows.entries().put(entry.id(), entry);
        read.rows.watches().put(entry.id(), watch);
        inLine.add(entry.id());
    }

    /** Takes an allotment night whose release is due, as it was read. It is released before anything is decided. */
    public void loadDue(AllotmentNight night) {
        read.rows.allotmentNights().put(night.key(), night);
        due.add(night.key());
    }

    public Tracked<PropertyId, Property> properties() {
        return new Tracked<>(read.rows.properties(), now.changed().properties());
    }

    public Tracked<RoomTypeId, RoomType> roomTypes() {
        return new Tracked<>(read.rows.roomTypes(), now.changed().roomTypes());
    }

    /** Whether properties or room types are new or have changed. */
    public boolean changesCatalogue() {
        return properties().isWritten() || roomTypes().isWritten();
    }

    public Tracked<NightKey, Night> nights() {
        return new Tracked<>(read.rows.nights(), now.changed().nights());
    }

    public Tracked<BookingId, Booking> bookings() {
        return new Tracked<>(read.rows.bookings(), now.changed().bookings());
    }

    public Tracked<EntryId, WaitlistEntry> entries() {
        return new Tracked<>(read.rows.entries(), now.changed().entries());
    }

    /** The watch of an entry that is new in line. */
    public Watch watch(WaitlistEntry added) {
        return now.changed().watches().getOrDefault(added.id(), Watch.ALWAYS);
    }

    /** The entries that go on waiting with another watch than before. */
    public Map<EntryId, Watch> changedWatches() {
        return new Tracked<>(read.rows.watches(), now.changed().watches()).changedByKey();
    }

    public Tracked<AllotmentId, Allotment> allotments() {
        return new Tracked<>(read.rows.allotments(), now.changed().allotments());
    }

    public Tracked<AllotmentNight.Key, AllotmentNight> allotmentNights() {
        return new Tracked<>(read.rows.allotmentNights(), now.changed().allotmentNights());
    }

    public Tracked<ScopedKey, KeyRecord> keys() {
        return new Tracked<>(read.rows.keys(), now.changed().keys());
    }

    /** The events, in order. */
    public List<Event> events() {
        return now.events();
    }
}

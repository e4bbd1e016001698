package dev.lastroom.bench.http;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Change;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.State;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreClock;
import dev.lastroom.engine.webhook.WebhookStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A store that stores nothing: every night is free, every request is decided, and nothing is kept. A server on it
 * shows what HTTP, JSON, lanes and decisions cost without a database. Thread-safe.
 */
public final class ForgetfulStore implements Store, State {

    private static final Reads NO_READS =
            (Reads) Proxy.newProxyInstance(Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (_, read, _) -> {
                throw new UnsupportedOperationException(
                        "this store keeps nothing that could be read: " + read.getName());
            });

    private static final int ROOMS = 1_000;
    private static final long PRICE_MINOR = 10_000;

    private final AtomicLong batches = new AtomicLong();
    private final Property property =
            new Property(new PropertyId("hotel-0"), "hotel-0", ZoneOffset.UTC, Currency.getInstance("EUR"));

    @Override
    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        List<Outcome<?>> outcomes = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Request<?> request : batch) {
            Decision.Decided<?> decided = decision.decide(this, request);
            outcomes.add(decided.outcome());
            for (Change change : decided.changes()) {
                if (change instanceof Change.Happened(Event event)) {
                    events.add(event);
                }
            }
        }
        EventId last = events.isEmpty() ? EventId.START : new EventId(batches.incrementAndGet(), events.size());
        return new Applied(outcomes, Duration.ZERO, events, last);
    }

    @Override
    public Property property(PropertyId id) {
        return property;
    }

    @Override
    public RoomType roomType(RoomTypeId id) {
        return new RoomType(id, property.id(), id.value(), "", ROOMS, PRICE_MINOR);
    }

    @Override
    public Night night(NightKey key) {
        return new Night(key.roomTypeId(), key.date(), ROOMS, 0, PRICE_MINOR);
    }

    @Override
    public @Nullable Booking booking(BookingId id) {
        return null;
    }

    @Override
    public List<Booking> group(GroupId id) {
        return List.of();
    }

    @Override
    public @Nullable Allotment allotment(AllotmentId id) {
        return null;
    }

    @Override
    public @Nullable AllotmentNight allotmentNight(AllotmentId id, LocalDate date) {
        return null;
    }

    @Override
    public @Nullable KeyRecord key(ScopedKey key) {
        return null;
    }

    @Override
    public List<Repair> repair(SortedSet<NightKey> wanted, Instant at) {
        throw new UnsupportedOperationException("this store keeps nothing that could be repaired");
    }

    @Override
    public @Nullable WaitlistEntry entry(EntryId id) {
        return null;
    }

    @Override
    public List<WaitlistEntry> waiting(RoomTypeId roomType) {
        return List.of();
    }

    @Override
    public List<WaitlistEntry> waiting(Holder holder) {
        return List.of();
    }

    @Override
    public List<Booking> live(Holder holder) {
        return List.of();
    }

    @Override
    public Set<BookingId> liveHolds(Holder holder) {
        return Set.of();
    }

    @Override
    public Reads reads() {
        return NO_READS;
    }

    @Override
    public Reads housekeeping() {
        return reads();
    }

    @Override
    public int sweepKeys(Instant before, int limit) {
        return 0;
    }

    @Override
    public WebhookStore webhooks() {
        throw new UnsupportedOperationException("this store keeps nothing that could be sent");
    }

    @Override
    public Optional<StoreClock> clock() {
        return Optional.empty();
    }

    /** As many lanes as the PostgreSQL store has, since the two are compared. */
    @Override
    public int lanes() {
        return 2;
    }

    @Override
    public void close() {}
}

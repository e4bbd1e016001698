package dev.lastroom.store.jdbc.guard;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.Availability;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.PropertyState;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.store.jdbc.guard.GuardedStore.Guard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads in separate threads, through a breaker. Thread-safe.
 *
 * @param guard the guard of all reads except recounts
 * @param recounts the guard of recounts, which may be long and must not delay other reads
 * @param reads the reads behind {@code guard}
 * @param recounted the reads behind {@code recounts}
 */
record GuardedReads(Guard guard, Guard recounts, Reads reads, Reads recounted) implements Reads {

    @Override
    public <T> T inOneState(Function<Reads, T> reading) {
        return guard.call(() -> reads.inOneState(reading));
    }

    @Override
    public Optional<Property> property(PropertyId id) {
        return guard.call(() -> reads.property(id));
    }

    @Override
    public Page<Property> properties(@Nullable String tag, PageRequest page) {
        return guard.call(() -> reads.properties(tag, page));
    }

    @Override
    public Optional<RoomType> roomType(RoomTypeId id) {
        return guard.call(() -> reads.roomType(id));
    }

    @Override
    public Page<RoomType> roomTypes(@Nullable PropertyId propertyId, PageRequest page) {
        return guard.call(() -> reads.roomTypes(propertyId, page));
    }

    @Override
    public int roomTypes(PropertyId propertyId, int countMax) {
        return guard.call(() -> reads.roomTypes(propertyId, countMax));
    }

    @Override
    public List<Night> nights(RoomTypeId roomTypeId, LocalDate from, LocalDate to) {
        return guard.call(() -> reads.nights(roomTypeId, from, to));
    }

    @Override
    public List<Availability> availability(PropertyId propertyId, Stay stay, int rooms, Instant now) {
        return guard.call(() -> reads.availability(propertyId, stay, rooms, now));
    }

    @Override
    public Optional<AllotmentNights> allotment(AllotmentId id) {
        return guard.call(() -> reads.allotment(id));
    }

    @Override
    public Page<AllotmentNights> allotments(AllotmentFilter filter, PageRequest page) {
        return guard.call(() -> reads.allotments(filter, page));
    }

    @Override
    public List<RoomTypeId> roomTypesWithDueReleases(Instant now, int limit) {
        return guard.call(() -> reads.roomTypesWithDueReleases(now, limit));
    }

    @Override
    public List<RoomTypeId> roomTypesWithLapsedHolds(Instant now, int limit) {
        return guard.call(() -> reads.roomTypesWithLapsedHolds(now, limit));
    }

    @Override
    public List<Night> nightsOffered(PropertyId propertyId, LocalDate from, LocalDate to, Instant now) {
        return guard.call(() -> reads.nightsOffered(propertyId, from, to, now));
    }

    @Override
    public Optional<PropertyState> state(PropertyId propertyId, LocalDate from, LocalDate to) {
        return guard.call(() -> reads.state(propertyId, from, to));
    }

    @Override
    public Optional<Booking> booking(BookingId id) {
        return guard.call(() -> reads.booking(id));
    }

    @Override
    public Set<BookingId> existing(Collection<BookingId> ids) {
        return guard.call(() -> reads.existing(ids));
    }

    @Override
    public Optional<KeyRecord> keyOf(Booking booking) {
        return guard.call(() -> reads.keyOf(booking));
    }

    @Override
    public List<Booking> group(GroupId id) {
        return guard.call(() -> reads.group(id));
    }

    @Override
    public WaitlistReads waitlist() {
        WaitlistReads waitlist = reads.waitlist();
        return new WaitlistReads() {
            @Override
            public Optional<WaitlistEntry> entry(EntryId id) {
                return guard.call(() -> waitlist.entry(id));
            }

            @Override
            public Page<WaitlistEntry> entries(Filter filter, PageRequest page) {
                return guard.call(() -> waitlist.entries(filter, page));
            }

            @Override
            public List<RoomTypeId> roomTypesWaitedFor(@Nullable RoomTypeId after, int limit) {
                return guard.call(() -> waitlist.roomTypesWaitedFor(after, limit));
            }
        };
    }

    @Override
    public Page<Booking> bookings(BookingFilter filter, PageRequest page) {
        return guard.call(() -> reads.bookings(filter, page));
    }

    @Override
    public EventPage events(EventId after, @Nullable String owner, int limit) {
        return guard.call(() -> reads.events(after, owner, limit));
    }

    @Override
    public EventId lastEvent() {
        return guard.call(reads::lastEvent);
    }

    @Override
    public EventId lastCommittedEvent() {
        return guard.call(reads::lastCommittedEvent);
    }

    @Override
    public EventRecount.Report integrityFromEvents() {
        return recounts.call(recounted::integrityFromEvents);
    }

    @Override
    public IntegrityReport integrity() {
        return recounts.call(recounted::integrity);
    }

    @Override
    public void ping() {
        guard.call(() -> {
            reads.ping();
            return true;
        });
    }
}

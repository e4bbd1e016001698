package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Stay;
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
import dev.lastroom.engine.store.Page.PageRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plain reads: each sees what was committed when it began, and takes no lock. Thread-safe. All throw {@link
 * StoreException} if the database does not answer, and {@link IllegalArgumentException} for a malformed cursor.
 */
public interface Reads {

    /** Reads several things in one state of the database. {@code reading} must only read, and not take long. */
    <T> T inOneState(Function<Reads, T> reading);

    Optional<Property> property(PropertyId id);

    /** Properties by id, those with a tag or all. */
    Page<Property> properties(@Nullable String tag, PageRequest page);

    Optional<RoomType> roomType(RoomTypeId id);

    /** Room types by id, of one property or of all. */
    Page<RoomType> roomTypes(@Nullable PropertyId propertyId, PageRequest page);

    /** How many room types a property has, counting up to {@code countMax}. */
    int roomTypes(PropertyId propertyId, int countMax);

    /** The open nights of {@code [from, to)} in order. */
    List<Night> nights(RoomTypeId roomTypeId, LocalDate from, LocalDate to);

    /**
     * The availability of each room type of a property for a stay in {@code rooms} rooms, by room type. Rooms of holds
     * that have lapsed at {@code now}, and of allotments whose release is due, are free, recorded or not.
     */
    List<Availability> availability(PropertyId propertyId, Stay stay, int rooms, Instant now);

    /**
     * The open nights of {@code [from, to)} of all room types of a property, by room type and date. Rooms of holds that
     * have lapsed at {@code now}, and of allotments whose release is due, are free.
     */
    List<Night> nightsOffered(PropertyId propertyId, LocalDate from, LocalDate to, Instant now);

    /**
     * The state of a property, for a copy in memory that goes on with the events after it; empty if there is no such
     * property.
     *
     * @param from the first night
     * @param to the day after the last night
     */
    Optional<PropertyState> state(PropertyId propertyId, LocalDate from, LocalDate to);

    Optional<Booking> booking(BookingId id);

    /** The most ids of {@link #existing}. */
    int IDS_MAX = 100;

    /** Those of {@code ids}, at most {@link #IDS_MAX}, that a booking has. */
    Set<BookingId> existing(Collection<BookingId> ids);

    /** The key under which a booking, or its group, was made, while it is remembered. */
    Optional<KeyRecord> keyOf(Booking booking);

    /** The bookings of a group in the order of its items; none if the group does not exist. */
    List<Booking> group(GroupId id);

    /** Bookings, newest first or {@linkplain BookingFilter#isByDeparture by departure}. */
    Page<Booking> bookings(BookingFilter filter, PageRequest page);

    /** Reads of the waitlists. */
    WaitlistReads waitlist();

    Optional<AllotmentNights> allotment(AllotmentId id);

    /** Allotments with their nights, newest first. */
    Page<AllotmentNights> allotments(AllotmentFilter filter, PageRequest page);

    /** Room types with an allotment release that is due at {@code now} and not yet recorded, at most {@code limit}. */
    List<RoomTypeId> roomTypesWithDueReleases(Instant now, int limit);

    /**
     * Room types with holds or waits that have lapsed at {@code now} and are not yet marked as expired, at most {@code
     * limit}.
     */
    List<RoomTypeId> roomTypesWithLapsedHolds(Instant now, int limit);

    /**
     * The events after {@code after}, in the order of their ids. A reader that goes on from {@link EventPage#next} sees
     * each event once and misses none, however transactions overlap: an event is read only once none can come before
     * it. The events of one booking, night, waitlist entry or allotment are in the order in which they happened.
     *
     * @param owner only events of the bookings of this owner; null for all events
     * @param limit the most events, 1-1,000
     */
    EventPage events(EventId after, @Nullable String owner, int limit);

    /** Where the log ends now: {@link #events} after it gives what happens from now on. */
    EventId lastEvent();

    /**
     * The last committed event, readable yet or not. While a transaction writes, {@link #lastEvent} may go back for a
     * moment. This one does not, so no cursor of this log is ever beyond it.
     */
    EventId lastCommittedEvent();

    /** Recounts every night from the events alone, and compares with the nights of the same consistent snapshot. */
    EventRecount.Report integrityFromEvents();

    /** Recounts every night from the bookings of one consistent snapshot. */
    IntegrityReport integrity();

    /** Returns if the database answers. */
    void ping();
}

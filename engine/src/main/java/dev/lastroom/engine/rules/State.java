package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision sees: the rows locked and read, with the changes of the decisions before it. Null means that a
 * row does not exist. Asking for a row that was not read throws an exception that names it; it never gives null.
 */
public interface State {

    @Nullable
    Property property(PropertyId id);

    @Nullable
    RoomType roomType(RoomTypeId id);

    @Nullable
    Night night(NightKey key);

    @Nullable
    Booking booking(BookingId id);

    /** The bookings of a group in the order of its items; none if it does not exist. */
    List<Booking> group(GroupId id);

    /** An entry of a waitlist. */
    @Nullable
    WaitlistEntry entry(EntryId id);

    /** The entries of this room type that wait for a night of the requested lines, in order. */
    List<WaitlistEntry> waiting(RoomTypeId roomType);

    /** The entries that a joining user has already, for any stay. */
    List<WaitlistEntry> waiting(Holder holder);

    /** The live bookings of a joining user: at least those with a night of that line. */
    List<Booking> live(Holder holder);

    @Nullable
    Allotment allotment(AllotmentId id);

    /** A night of an allotment whose room type's night is locked; null if the allotment has none on that date. */
    @Nullable
    AllotmentNight allotmentNight(AllotmentId id, LocalDate date);

    @Nullable
    KeyRecord key(ScopedKey key);

    /** The live holds of a user who asks for another hold, or for one again. */
    Set<BookingId> liveHolds(Holder holder);
}

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
 * What a decision sees: all that is locked and read, with the changes of the decisions before it. Null means that there is
 * none. Whoever asks for something that was not read gets an exception with its name, and never null.
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

    /** The bookings of a group in the order of its items; none where it does not exist. */
    List<Booking> group(GroupId id);

    /** An entry of a waitlist. */
    @Nullable
    WaitlistEntry entry(EntryId id);

    /** Those who wait for a night of a line that is asked about, in order; of this room type. */
    List<WaitlistEntry> waiting(RoomTypeId roomType);

    /** The entries with which somebody who joins a line waits already, whatever for. */
    List<WaitlistEntry> waiting(Holder holder);

    /** The live bookings that somebody who joins a line has: at least those with a night of that line. */
    List<Booking> live(Holder holder);

    @Nullable
    Allotment allotment(AllotmentId id);

    /** A night of an allotment whose night of the room type is locked; null where it has none on that date. */
    @Nullable
    AllotmentNight allotmentNight(AllotmentId id, LocalDate date);

    @Nullable
    KeyRecord key(ScopedKey key);

    /** The live holds of somebody who asks for another one, or for one again. */
    Set<BookingId> liveHolds(Holder holder);
}

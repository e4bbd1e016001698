package dev.lastroom.engine.batch;

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
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.rules.RowMaps;
import dev.lastroom.engine.rules.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a transaction as they were read. A missing row does not exist if it was asked for; otherwise that is
 * unknown and throws {@link NotLoadedException}. Whether a row was asked for is checked only if it is missing. Not
 * thread-safe.
 */
final class ReadRows implements State {

    final RowMaps rows = new RowMaps();
    private final Map<Holder, Set<BookingId>> liveHolds = new HashMap<>();

    /** Rarely has more than one element. */
    private final List<Needs> asked = new ArrayList<>();

    void asks(Needs needs) {
        asked.add(needs);
    }

    private boolean isAsked(Predicate<Needs> names) {
        for (Needs needs : asked) {
            if (names.test(needs)) {
                return true;
            }
        }
        return false;
    }

    private static void requireAsked(boolean isAsked, String kind, Object name) {
        if (!isAsked) {
            throw new NotLoadedException(kind + " " + name);
        }
    }

    @Override
    public @Nullable Property property(PropertyId id) {
        Property property = rows.properties().get(id);
        if (property == null) {
            requireAsked(isAsked(needs -> needs.footprint().properties().contains(id)), "property", id);
        }
        return property;
    }

    @Override
    public @Nullable RoomType roomType(RoomTypeId id) {
        RoomType roomType = rows.roomTypes().get(id);
        if (roomType == null) {
            requireAsked(isAsked(needs -> needs.roomTypes().contains(id)), "room type", id);
        }
        return roomType;
    }

    @Override
    public @Nullable Night night(NightKey key) {
        Night night = rows.nights().get(key);
        if (night == null) {
            requireAsked(isAsked(needs -> needs.nights().contains(key)), "night", key.roomTypeId() + " " + key.date());
        }
        return night;
    }

    @Override
    public @Nullable Booking booking(BookingId id) {
        Booking booking = rows.bookings().get(id);
        if (booking == null) {
            requireAsked(isAsked(needs -> needs.footprint().bookings().contains(id)), "booking", id);
        }
        return booking;
    }

    @Override
    public List<Booking> group(GroupId id) {
        if (!isAsked(needs -> needs.footprint().groups().contains(id)) && !isReplayed(id)) {
            throw new NotLoadedException("group " + id);
        }
        return rows.bookings().values().stream()
                .filter(booking -> id.equals(booking.groupId()))
                .sorted(Comparator.comparing(Booking::id))
                .toList();
    }

    /** Whether a key stands for this group: then all of it was read. */
    private boolean isReplayed(GroupId id) {
        return rows.keys().values().stream().map(KeyRecord::outcome).anyMatch(new AGroup(id)::equals);
    }

    @Override
    public @Nullable WaitlistEntry entry(EntryId id) {
        WaitlistEntry entry = rows.entries().get(id);
        if (entry == null) {
            requireAsked(isAsked(needs -> needs.entries().contains(id)), "waitlist entry", id);
        }
        return entry;
    }

    @Override
    public List<WaitlistEntry> waiting(RoomTypeId roomType) {
        requireAsked(
                isAsked(needs -> needs.lines().stream()
                        .anyMatch(line -> line.roomTypeId().equals(roomType))),
                "the line of",
                roomType);
        return rows.entries().values().stream()
                .filter(entry -> entry.roomTypeId().equals(roomType) && entry.status() == WaitlistStatus.WAITING)
                .sorted(WaitlistEntry.IN_ORDER)
                .toList();
    }

    @Override
    public List<WaitlistEntry> waiting(Holder holder) {
        requireJoins(holder, "places of");
        return rows.entries().values().stream()
                .filter(entry -> entry.holder().equals(holder) && entry.status() == WaitlistStatus.WAITING)
                .toList();
    }

    @Override
    public List<Booking> live(Holder holder) {
        requireJoins(holder, "bookings of");
        return rows.bookings().values().stream()
                .filter(booking -> booking.holder().equals(holder) && booking.isLive())
                .toList();
    }

    private void requireJoins(Holder holder, String kind) {
        requireAsked(
                isAsked(needs -> needs.footprint().joiners().stream()
                        .anyMatch(joiner -> joiner.holder().equals(holder))),
                kind,
                holder.owner() + "/" + holder.userId());
    }

    @Override
    public @Nullable Allotment allotment(AllotmentId id) {
        Allotment allotment = rows.allotments().get(id);
        if (allotment == null) {
            requireAsked(isAsked(needs -> needs.allotments().contains(id)), "allotment", id);
        }
        return allotment;
    }

    /** For a requested allotment, the nights read are those whose dates are locked. */
    @Override
    public @Nullable AllotmentNight allotmentNight(AllotmentId id, LocalDate date) {
        AllotmentNight night = rows.allotmentNights().get(new AllotmentNight.Key(id, date));
        if (night == null) {
            requireAsked(
                    isAsked(needs -> needs.allotments().contains(id)
                            && needs.nights().stream()
                                    .anyMatch(locked -> locked.date().equals(date))),
                    "night " + date + " of allotment",
                    id);
        }
        return night;
    }

    @Override
    public @Nullable KeyRecord key(ScopedKey key) {
        KeyRecord record = rows.keys().get(key);
        if (record == null) {
            requireAsked(isAsked(needs -> needs.footprint().keys().contains(key)), "key", key);
        }
        return record;
    }

    @Override
    public Set<BookingId> liveHolds(Holder holder) {
        Set<BookingId> holds = liveHolds.get(holder);
        if (holds == null) {
            throw new NotLoadedException("live holds of " + holder.owner() + "/" + holder.userId());
        }
        return holds;
    }

    /** Takes a user's live holds as they were read; an empty collection records that they were looked for. */
    void loadLiveHolds(Holder holder, Collection<BookingId> holds) {
        liveHolds.computeIfAbsent(holder, _ -> new HashSet<>()).addAll(holds);
    }
}

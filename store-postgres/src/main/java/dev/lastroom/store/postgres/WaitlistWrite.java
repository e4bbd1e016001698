package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.instants;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.optionalInts;
import static dev.lastroom.store.postgres.ColumnArray.texts;
import static dev.lastroom.store.postgres.ColumnArray.uuids;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.Watch;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.engine.store.WorkingSet;
import java.util.List;
import java.util.Map;

/** The part of {@link PostgresWrite} that writes who waits for rooms. */
final class WaitlistWrite {

    private WaitlistWrite() {}

    static void write(Script script, WorkingSet working) {
        add(script, working.entries().added(), working);
        change(script, working.entries().changed());
        watch(script, working.changedWatches());
    }

    private static void add(Script script, List<WaitlistEntry> added, WorkingSet working) {
        if (!added.isEmpty()) {
            script.update(
                    """
                    INSERT INTO waitlist (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                      guests, key_value, joined_at, status, ends_at, offered_at, watched, watched_rooms)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    uuids(added, e -> e.id().value()),
                    texts(added, WaitlistEntry::owner),
                    texts(added, WaitlistEntry::userId),
                    texts(added, WaitlistEntry::propertyId),
                    texts(added, WaitlistEntry::roomTypeId),
                    dates(added, e -> e.stay().start()),
                    dates(added, e -> e.stay().end()),
                    ints(added, WaitlistEntry::rooms),
                    optionalInts(added, WaitlistEntry::guests),
                    texts(added, WaitlistEntry::key),
                    instants(added, WaitlistEntry::joinedAt),
                    texts(added, WaitlistEntry::status),
                    instants(added, WaitlistEntry::endsAt),
                    instants(added, WaitlistEntry::offeredAt),
                    dates(added, e -> working.watch(e).date()),
                    ints(added, e -> working.watch(e).rooms()));
        }
    }

    private static void watch(Script script, Map<BookingId, Watch> watches) {
        if (!watches.isEmpty()) {
            script.update(
                    """
                    UPDATE waitlist w SET watched = c.watched, watched_rooms = c.watched_rooms
                    FROM unnest(?, ?, ?) AS c (id, watched, watched_rooms)
                    WHERE w.id = c.id
                    """,
                    uuids(watches.keySet(), BookingId::value),
                    dates(watches.values(), Watch::date),
                    ints(watches.values(), Watch::rooms));
        }
    }

    /** Their nights are locked, so that each is still the one that was read; if not, all fails. */
    private static void change(Script script, List<Changed<WaitlistEntry>> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<WaitlistEntry> changed = Changed.now(changes);
        script.updateExactly(
                changed.size(),
                """
                UPDATE waitlist w SET room_type_id = c.room_type_id, start_date = c.start_date, end_date = c.end_date,
                  rooms = c.rooms, guests = c.guests, status = c.status, ends_at = c.ends_at, offered_at = c.offered_at
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS c (id, room_type_id, start_date, end_date, rooms, guests, status,
                  ends_at, offered_at, status_before)
                WHERE w.id = c.id AND w.status = c.status_before
                """,
                uuids(changed, e -> e.id().value()),
                texts(changed, WaitlistEntry::roomTypeId),
                dates(changed, e -> e.stay().start()),
                dates(changed, e -> e.stay().end()),
                ints(changed, WaitlistEntry::rooms),
                optionalInts(changed, WaitlistEntry::guests),
                texts(changed, WaitlistEntry::status),
                instants(changed, WaitlistEntry::endsAt),
                instants(changed, WaitlistEntry::offeredAt),
                texts(changes, c -> c.before().status()));
    }
}

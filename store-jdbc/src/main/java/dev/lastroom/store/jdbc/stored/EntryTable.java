package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Column.Change.CHANGES;
import static dev.lastroom.store.jdbc.stored.Column.Change.FIXED;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.Origin;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The rows of {@code waitlist}, without an entry's watch: the only place in the stores that defines how an entry is
 * kept.
 */
public final class EntryTable {

    public static final Table<WaitlistEntry> ENTRIES = new Table<>();

    private static final Column<WaitlistEntry, EntryId> ID =
            ENTRIES.uuid(FIXED, "id", e -> e.id().value(), EntryId::new);
    private static final Column<WaitlistEntry, String> OWNER =
            ENTRIES.text(FIXED, "owner", WaitlistEntry::owner, text -> text);
    private static final Column<WaitlistEntry, UserId> USER_ID =
            ENTRIES.text(FIXED, "user_id", WaitlistEntry::userId, UserId::new);
    private static final Column<WaitlistEntry, PropertyId> PROPERTY_ID =
            ENTRIES.text(FIXED, "property_id", WaitlistEntry::propertyId, PropertyId::new);
    private static final Column<WaitlistEntry, RoomTypeId> ROOM_TYPE_ID =
            ENTRIES.text(CHANGES, "room_type_id", WaitlistEntry::roomTypeId, RoomTypeId::new);
    private static final Column<WaitlistEntry, LocalDate> START_DATE =
            ENTRIES.date(CHANGES, "start_date", e -> e.stay().start());
    private static final Column<WaitlistEntry, LocalDate> END_DATE =
            ENTRIES.date(CHANGES, "end_date", e -> e.stay().end());
    private static final Column<WaitlistEntry, Integer> ROOMS = ENTRIES.integer(CHANGES, "rooms", WaitlistEntry::rooms);
    private static final Column<WaitlistEntry, Integer> GUESTS =
            ENTRIES.integer(CHANGES, "guests", e -> e.wanted().guests());
    private static final Column<WaitlistEntry, IdempotencyKey> KEY =
            ENTRIES.text(FIXED, "key_value", e -> e.origin().key(), IdempotencyKey::new);
    private static final Column<WaitlistEntry, Instant> JOINED_AT =
            ENTRIES.instant(FIXED, "joined_at", WaitlistEntry::joinedAt);
    private static final Column<WaitlistEntry, WaitlistStatus> STATUS =
            ENTRIES.text(CHANGES, "status", WaitlistEntry::status, WaitlistStatus::valueOf);
    private static final Column<WaitlistEntry, Instant> ENDS_AT =
            ENTRIES.instant(CHANGES, "ends_at", WaitlistEntry::endsAt);
    private static final Column<WaitlistEntry, Instant> OFFERED_AT =
            ENTRIES.instant(CHANGES, "offered_at", WaitlistEntry::offeredAt);

    private EntryTable() {}

    /** Reads a row. */
    public static <X extends Exception> WaitlistEntry read(Row<X> row) throws X {
        return new WaitlistEntry(
                row.get(ID),
                new Origin(row.get(OWNER), row.get(USER_ID), row.get(KEY), row.get(JOINED_AT)),
                row.get(PROPERTY_ID),
                new RoomStay(
                        row.get(ROOM_TYPE_ID),
                        new Stay(row.get(START_DATE), row.get(END_DATE)),
                        row.get(ROOMS),
                        row.optional(GUESTS),
                        null),
                row.get(STATUS),
                row.get(ENDS_AT),
                row.optional(OFFERED_AT));
    }
}

package dev.lastroom.store.jdbc.stored;

import static dev.lastroom.store.jdbc.stored.Column.Change.CHANGES;
import static dev.lastroom.store.jdbc.stored.Column.Change.FIXED;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.command.Fingerprint;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.outcome.KeyOutcome;
import dev.lastroom.engine.outcome.KeyOutcome.ABooking;
import dev.lastroom.engine.outcome.KeyOutcome.AGroup;
import dev.lastroom.engine.outcome.KeyOutcome.ARefusal;
import dev.lastroom.engine.outcome.KeyOutcome.AnAllotment;
import dev.lastroom.engine.outcome.KeyOutcome.AnEntry;
import dev.lastroom.engine.outcome.KeyRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code idempotency_key}: the only place in the stores that defines how a key is kept. */
public final class KeyTable {

    public static final Table<KeyRecord> KEYS = new Table<>();

    private enum Kind {
        BOOKING,
        GROUP,
        ENTRY,
        ALLOTMENT,
        REFUSAL
    }

    private static final Column<KeyRecord, ScopedKey> KEY_HASH =
            KEYS.uuid(FIXED, "key_hash", k -> k.key().hash(), ScopedKey::new);
    private static final Column<KeyRecord, Fingerprint> FINGERPRINT =
            KEYS.uuid(CHANGES, "fingerprint", k -> k.fingerprint().hash(), Fingerprint::new);
    private static final Column<KeyRecord, Kind> KIND = KEYS.text(CHANGES, "kind", KeyTable::kind, Kind::valueOf);
    private static final Column<KeyRecord, UUID> SUBJECT_ID =
            KEYS.uuid(CHANGES, "subject_id", KeyTable::subjectId, id -> id);
    private static final Column<KeyRecord, String> REFUSAL =
            KEYS.text(CHANGES, "refusal", KeyTable::refusal, text -> text);
    private static final Column<KeyRecord, Instant> CREATED_AT =
            KEYS.instant(CHANGES, "created_at", KeyRecord::createdAt);
    private static final Column<KeyRecord, String> REQUEST_ID =
            KEYS.text(CHANGES, "request_id", KeyRecord::requestId, text -> text);
    private static final Column<KeyRecord, String> CLIENT_ADDRESS =
            KEYS.text(CHANGES, "client_address", KeyRecord::clientAddress, text -> text);
    private static final Column<KeyRecord, String> USER_AGENT =
            KEYS.text(CHANGES, "user_agent", KeyRecord::userAgent, text -> text);

    private KeyTable() {}

    /** Reads a row. */
    public static <X extends Exception> KeyRecord read(Row<X> row) throws X {
        return new KeyRecord(
                row.get(KEY_HASH),
                row.get(FINGERPRINT),
                outcome(row),
                row.get(CREATED_AT),
                row.get(REQUEST_ID),
                row.optional(CLIENT_ADDRESS),
                row.optional(USER_AGENT));
    }

    private static <X extends Exception> KeyOutcome outcome(Row<X> row) throws X {
        return switch (row.get(KIND)) {
            case BOOKING -> new ABooking(new BookingId(row.get(SUBJECT_ID)));
            case GROUP -> new AGroup(new GroupId(row.get(SUBJECT_ID)));
            case ENTRY -> new AnEntry(new EntryId(row.get(SUBJECT_ID)));
            case ALLOTMENT -> new AnAllotment(new AllotmentId(row.get(SUBJECT_ID)));
            case REFUSAL -> new ARefusal(StoredRefusal.read(row.get(REFUSAL)));
        };
    }

    private static Kind kind(KeyRecord key) {
        return switch (key.outcome()) {
            case ABooking _ -> Kind.BOOKING;
            case AGroup _ -> Kind.GROUP;
            case AnEntry _ -> Kind.ENTRY;
            case AnAllotment _ -> Kind.ALLOTMENT;
            case ARefusal _ -> Kind.REFUSAL;
        };
    }

    /** Returns the id of what the key stands for; null for a refusal. */
    public static @Nullable UUID subjectId(KeyRecord key) {
        return switch (key.outcome()) {
            case ABooking(BookingId id) -> id.value();
            case AGroup(GroupId id) -> id.value();
            case AnEntry(EntryId id) -> id.value();
            case AnAllotment(AllotmentId id) -> id.value();
            case ARefusal _ -> null;
        };
    }

    private static @Nullable String refusal(KeyRecord key) {
        return key.outcome() instanceof ARefusal(var reason) ? StoredRefusal.write(reason) : null;
    }
}

package dev.lastroom.engine.store;

import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.Page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain reads of waitlists, with the promises of {@link Reads}. Thread-safe. */
public interface WaitlistReads {

    Optional<WaitlistEntry> entry(EntryId id);

    /** Entries, oldest first. */
    Page<WaitlistEntry> entries(Filter filter, PageRequest page);

    /** Room types with entries that wait, ordered by id, starting after {@code after}, at most {@code limit}. */
    List<RoomTypeId> roomTypesWaitedFor(@Nullable RoomTypeId after, int limit);

    /**
     * Selects entries; null means any.
     *
     * @param owner only entries that an API key of this owner made
     */
    record Filter(
            @Nullable String owner,
            @Nullable UserId userId,
            @Nullable RoomTypeId roomTypeId,
            @Nullable WaitlistStatus status) {

        /** All entries. */
        public static final Filter ALL = new Filter(null, null, null, null);
    }
}

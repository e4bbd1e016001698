package dev.lastroom.engine.feed;

import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.EventPage;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The availability, rates and inventory of properties for a reader that mirrors them: a snapshot of each, and the changes
 * after it. Thread-safe.
 *
 * <p>Protocol: the position of a snapshot is the end of the log before any of its nights is read, so all that the nights
 * lack comes after it. Changes are found in the log, which is complete up to any position that can be read. Their nights
 * are read after that, as they are then: never older than the position, and to read them again is harmless. So neither
 * needs one state of the database, and must not have one: in it, the end of the log could be younger than the nights.
 */
public final class Ari {

    /** The most nights of a snapshot for each room type. */
    public static final int DAYS_MAX = OpenNights.NIGHTS_MAX;

    /** The most events that are looked at for a page of changes. */
    public static final int EVENTS_MAX = EventPage.LIMIT_MAX;

    /** A page ends with the room type, or the event, at which it reaches so many nights. */
    public static final int NIGHTS_MAX = 3_000;

    /** A page of changes ends with the event at which it reaches so many room types. */
    static final int ROOM_TYPES_MAX = 100;

    private final Reads reads;
    private final InstantSource clock;
    private final EventProperties properties;

    /** @param clock the engine's time, for which holds and releases are judged */
    public Ari(Reads reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
        this.properties = new EventProperties(reads);
    }

    /**
     * A page of a snapshot.
     *
     * @param nights the open nights, by room type and date
     * @param position the place in the log from which changes must be followed; of all pages the same
     * @param next where the next page begins; null on the last page
     */
    public record Snapshot(
            List<Offering> nights,
            EventId position,
            @Nullable SnapshotCursor next) {

        public Snapshot {
            nights = List.copyOf(nights);
        }
    }

    /**
     * A page of changes.
     *
     * @param nights the nights that may have changed, as they are now, by room type and date
     * @param position the place in the log after which to go on
     * @param hasMore whether there was more when this was read
     */
    public record Changes(List<Offering> nights, EventId position, boolean hasMore) {

        public Changes {
            nights = List.copyOf(nights);
        }
    }

    /**
     * Reads a page of a snapshot. A page may have fewer room types than {@code limit}.
     *
     * @param from the first night
     * @param to the day after the last night, at most {@link #DAYS_MAX} later
     * @param cursor the end of the page before; null for the first page
     * @param limit the most room types, 1-200
     */
    public Snapshot snapshot(PropertyId id, LocalDate from, LocalDate to, @Nullable SnapshotCursor cursor, int limit) {
        EventId position = cursor == null ? reads.lastEvent() : cursor.position();
        String after = cursor == null ? null : cursor.after().value();
        Page<RoomType> roomTypes = reads.roomTypes(id, new PageRequest(roomTypes(from, to, limit), after));
        Instant now = clock.instant();
        List<Night> nights = new ArrayList<>();
        for (RoomType roomType : roomTypes.items()) {
            nights.addAll(reads.nightsOffered(roomType.id(), from, to, now));
        }
        String next = roomTypes.next();
        return new Snapshot(
                Offering.of(nights),
                position,
                next == null ? null : new SnapshotCursor(position, new RoomTypeId(next)));
    }

    private static int roomTypes(LocalDate from, LocalDate to, int limit) {
        return Math.clamp(NIGHTS_MAX / ChronoUnit.DAYS.between(from, to), 1, limit);
    }

    /**
     * Reads the nights that the events after {@code after} may have changed. A page may be empty although there is more.
     *
     * @param id the property; null for all
     * @param eventsMax the most events that it looks at, 1-1,000
     */
    public Changes changes(@Nullable PropertyId id, EventId after, int eventsMax) {
        EventPage page = reads.events(after, null, eventsMax);
        TouchedNights touched = new TouchedNights();
        EventId position = page.next();
        for (Recorded recorded : page.events()) {
            if (id == null || id.equals(properties.of(recorded.event()))) {
                touched.add(recorded.event().what());
            }
            if (touched.nights() >= NIGHTS_MAX || touched.roomTypes() == ROOM_TYPES_MAX) {
                position = recorded.id();
                break;
            }
        }
        return new Changes(Offering.of(read(touched)), position, page.hasMore() || !position.equals(page.next()));
    }

    private List<Night> read(TouchedNights touched) {
        Instant now = clock.instant();
        List<Night> nights = new ArrayList<>();
        for (TouchedNights.Range range : touched.ranges()) {
            reads.nightsOffered(range.roomTypeId(), range.from(), range.to(), now).stream()
                    .filter(touched::has)
                    .forEach(nights::add);
        }
        return nights;
    }
}

package dev.lastroom.engine.inventory;

import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts every night anew from the bookings and the rooms left in allotments, and compares. Feed it all of these and
 * all nights of one consistent snapshot, then get the report. Not thread-safe.
 */
public final class Recount {

    private final @Nullable Set<NightKey> only;
    private final Map<NightKey, Long> counted = new TreeMap<>();
    private final List<Drift> drift = new ArrayList<>();
    private long bookings;
    private long nights;

    /** Counts every night. */
    public Recount() {
        this.only = null;
    }

    /** Counts only some nights, and ignores the bookings' other nights. */
    public Recount(Set<NightKey> only) {
        this.only = only;
    }

    /** Counts {@code bookings} live bookings over {@code [start, end)} with {@code rooms} rooms in total. */
    public void stays(RoomTypeId roomTypeId, LocalDate start, LocalDate end, long bookings, long rooms) {
        this.bookings += bookings;
        start.datesUntil(end)
                .map(date -> new NightKey(roomTypeId, date))
                .filter(night -> only == null || only.contains(night))
                .forEach(night -> counted.merge(night, rooms, Long::sum));
    }

    /** Counts {@code rooms} rooms left in allotments on a night. */
    public void setAside(RoomTypeId roomTypeId, LocalDate date, long rooms) {
        stays(roomTypeId, date, date.plusDays(1), 0, rooms);
    }

    /** Compares a night with the bookings and allotments counted so far. Call it after all of them. */
    public void night(RoomTypeId roomTypeId, LocalDate date, long recorded) {
        nights++;
        Long found = counted.remove(new NightKey(roomTypeId, date));
        long rooms = found == null ? 0 : found;
        if (rooms != recorded) {
            drift.add(new Drift(roomTypeId, date, rooms, recorded));
        }
    }

    /** The result. Bookings on nights that were never opened are drift too. */
    public IntegrityReport report() {
        List<Drift> all = new ArrayList<>(drift);
        counted.forEach((night, rooms) -> all.add(new Drift(night.roomTypeId(), night.date(), rooms, 0)));
        all.sort(Comparator.comparing(Drift::roomTypeId).thenComparing(Drift::date));
        return new IntegrityReport(nights, bookings, all);
    }
}

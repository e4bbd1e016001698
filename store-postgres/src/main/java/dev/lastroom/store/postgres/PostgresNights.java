package dev.lastroom.store.postgres;

import static dev.lastroom.store.jdbc.stored.NightTable.NIGHTS;
import static dev.lastroom.store.postgres.sql.ColumnArray.dates;
import static dev.lastroom.store.postgres.sql.ColumnArray.ints;
import static dev.lastroom.store.postgres.sql.ColumnArray.texts;

import dev.lastroom.engine.batch.Tracked.Changed;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.store.jdbc.NightRun;
import dev.lastroom.store.jdbc.Rows;
import dev.lastroom.store.jdbc.stored.Column;
import dev.lastroom.store.jdbc.stored.NightTable;
import dev.lastroom.store.jdbc.stored.StoredRules;
import dev.lastroom.store.postgres.sql.ColumnArray;
import dev.lastroom.store.postgres.sql.PostgresColumns;
import dev.lastroom.store.postgres.sql.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Locks, loads and writes nights, in the script of a transaction. Not thread-safe. */
final class PostgresNights {

    private static final Rows ROWS = new Rows(new PostgresColumns());

    private static final String INSERT =
            "INSERT INTO night (" + NIGHTS.names() + ") SELECT * FROM unnest(" + NIGHTS.marks() + ") AS added";

    /** The facts of a night, except its count and rules. */
    private static final List<Column<Night, ?>> TOTAL_AND_PRICE = List.of(NightTable.TOTAL, NightTable.PRICE);

    private static final String CHANGE_RULES =
            "UPDATE night n SET booked = n.booked + c.rooms, " + NIGHTS.settingsFromC() + " FROM unnest(?, ?, ?, ?, "
                    + NIGHTS.changingMarks() + ") AS c (room_type_id, first_date, last_date, rooms, "
                    + NIGHTS.changingNames() + ") WHERE n.room_type_id = c.room_type_id"
                    + " AND n.stay_date BETWEEN c.first_date AND c.last_date";

    private final Script script;

    PostgresNights(Script script) {
        this.script = script;
    }

    /** Locks nights, given in the order of their keys, in that order, and loads them. */
    void load(WorkingSet working, Collection<NightKey> nights) {
        lock(nights, night -> working.nights().load(night.key(), night));
    }

    private void lock(Collection<NightKey> nights, Consumer<Night> found) {
        List<NightRun<NightKey>> runs = NightRun.of(nights, Function.identity(), (_, _) -> true);
        script.query(
                """
                SELECT n.*
                FROM unnest(?, ?, ?) AS wanted (room_type_id, first_date, last_date),
                LATERAL (
                  SELECT * FROM night
                  WHERE room_type_id = wanted.room_type_id
                    AND stay_date BETWEEN wanted.first_date AND wanted.last_date
                  ORDER BY stay_date
                  FOR UPDATE) n
                """,
                row -> found.accept(ROWS.night(row)),
                texts(runs, r -> r.first().roomTypeId()),
                dates(runs, r -> r.first().date()),
                dates(runs, NightRun::last));
    }

    /** Lets only one transaction at a time open nights of a room type, since a missing night has no row to lock. */
    void lockOpened(Collection<RoomTypeId> opened) {
        NameLock.OPENED.take(script, opened.stream().map(RoomTypeId::value).toList());
    }

    /**
     * Reads all nights of room types from a date on, without locks and outside the transaction's state. It returns a
     * row for each room type, since one for each night would take longer to send than to find.
     */
    void peek(Collection<RoomTypeId> roomTypes, LocalDate from, Consumer<Night> found) {
        script.query("""
                SELECT room_type_id, array_agg(stay_date - ?) AS days, array_agg(total) AS totals,
                  array_agg(booked) AS booked, array_agg(price_minor) AS prices, array_agg(overbooking) AS overbooking,
                  array_agg(rules) AS rules
                FROM night
                WHERE room_type_id = ANY (?) AND stay_date >= ?
                GROUP BY room_type_id
                """, row -> nights(row, from, found), from, texts(roomTypes, RoomTypeId::value), from);
    }

    private static void nights(ResultSet row, LocalDate from, Consumer<Night> found) throws SQLException {
        RoomTypeId roomType = new RoomTypeId(row.getString("room_type_id"));
        Integer[] days = array(row, "days");
        Integer[] totals = array(row, "totals");
        Integer[] booked = array(row, "booked");
        Long[] prices = array(row, "prices");
        Integer[] overbooking = array(row, "overbooking");
        String[] rules = array(row, "rules");
        for (int i = 0; i < days.length; i++) {
            found.accept(new Night(
                    roomType,
                    from.plusDays(days[i]),
                    totals[i],
                    booked[i],
                    prices[i],
                    StoredRules.read(overbooking[i], rules[i])));
        }
    }

    @SuppressWarnings("unchecked") // The statement defines the type.
    private static <T> T[] array(ResultSet row, String column) throws SQLException {
        return (T[]) row.getArray(column).getArray();
    }

    /** Writes added and changed nights. */
    void write(WorkingSet working) {
        add(working.nights().added());
        change(working.nights().changed());
    }

    private void add(List<Night> added) {
        if (!added.isEmpty()) {
            script.update(INSERT, ColumnArray.arrays(NIGHTS.columns(), added).toArray());
        }
    }

    private void change(List<Changed<Night>> changed) {
        Map<Boolean, List<Changed<Night>>> haveOtherRules = changed.stream()
                .collect(Collectors.partitioningBy(
                        c -> !c.now().rules().equals(c.before().rules())));
        changeCounts(haveOtherRules.getOrDefault(false, List.of()));
        changeRules(haveOtherRules.getOrDefault(true, List.of()));
    }

    /**
     * Adds to the counts instead of setting them, since other transactions may have sold rooms since a night was
     * remembered. The table's CHECK refuses a sale without enough rooms.
     */
    private void changeCounts(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        script.update("""
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor
                FROM unnest(?, ?, ?, ?, ?, ?) AS c (room_type_id, first_date, last_date, rooms, total, price_minor)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                """, columns(changed, Changed::now, TOTAL_AND_PRICE));
    }

    /** Writes counts and rules. No booking changes the rules, so only changes of the inventory send them. */
    private void changeRules(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        script.update(CHANGE_RULES, columns(changed, Changed::now, NIGHTS.changing()));
    }

    /**
     * Adds to the counts of nights, in order, if their facts are still as remembered; otherwise the transaction ends.
     * It includes nights that one booking left as another had found them, since both relied on them.
     *
     * <p>This statement may pass over a night that another transaction changes while it runs (seen with PostgreSQL 18);
     * that also ends the transaction. So nights that others are likely to sell at the same time are locked first.
     */
    void prove(WorkingSet working) {
        List<Changed<Night>> changed = working.nights().rewritten();
        if (changed.isEmpty()) {
            return;
        }
        if (areWantedByMany(changed)) {
            // All of them: locking only some would lock nights out of order.
            lock(changed.stream().map(c -> c.now().key()).toList(), _ -> {});
        }
        script.updateExactly(changed.size(), """
                UPDATE night n SET booked = n.booked + c.rooms
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, first_date, last_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                  AND n.total = c.total AND n.price_minor = c.price_minor
                  AND n.overbooking = c.overbooking AND n.rules IS NOT DISTINCT FROM c.rules
                """, columns(changed, Changed::before, NIGHTS.changing()));
    }

    /**
     * Whether this batch alone sells or gives back several rooms of most of its nights, so that others may do so too.
     */
    private static boolean areWantedByMany(List<Changed<Night>> changed) {
        long several = changed.stream().filter(c -> Math.abs(rooms(c)) > 1).count();
        return 2 * several > changed.size();
    }

    private static List<NightRun<Changed<Night>>> runs(
            List<Changed<Night>> changed, Function<Changed<Night>, Night> side) {
        return NightRun.of(
                changed,
                c -> c.now().key(),
                (a, b) -> rooms(a) == rooms(b) && haveSameFacts(side.apply(a), side.apply(b)));
    }

    /** Builds a row for each run: its room type and dates, the change of its counts, and columns of its facts. */
    private static Object[] columns(
            List<Changed<Night>> changed, Function<Changed<Night>, Night> side, List<Column<Night, ?>> facts) {
        List<NightRun<Changed<Night>>> runs = runs(changed, side);
        List<Object> columns = new ArrayList<>();
        columns.add(texts(runs, r -> r.first().now().roomTypeId()));
        columns.add(dates(runs, r -> r.first().now().date()));
        columns.add(dates(runs, NightRun::last));
        columns.add(ints(runs, r -> rooms(r.first())));
        columns.addAll(ColumnArray.arrays(
                facts, runs.stream().map(r -> side.apply(r.first())).toList()));
        return columns.toArray();
    }

    /** The rooms of a night that are sold, or given back if negative. */
    static int rooms(Changed<Night> changed) {
        return changed.now().booked() - changed.before().booked();
    }

    private static boolean haveSameFacts(Night one, Night other) {
        return one.total() == other.total()
                && one.price() == other.price()
                && one.rules().equals(other.rules());
    }
}

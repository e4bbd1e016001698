package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.longs;
import static dev.lastroom.store.postgres.ColumnArray.texts;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.store.jdbc.NightRun;
import dev.lastroom.store.jdbc.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the nights of a batch, whole columns at a time, into its script. Not thread-safe. */
final class NightsWrite {

    private final Script script;

    NightsWrite(Script script) {
        this.script = script;
    }

    void add(List<Night> added) {
        if (!added.isEmpty()) {
            script.update(
                    """
                    INSERT INTO night (room_type_id, stay_date, total, booked, price_minor, overbooking, rules)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
                    """,
                    texts(added, Night::roomTypeId),
                    dates(added, Night::date),
                    ints(added, Night::total),
                    ints(added, Night::booked),
                    longs(added, Night::price),
                    ints(added, n -> n.rules().overbooking()),
                    texts(added, Rows::rulesText));
        }
    }

    /**
     * Adds to the counts of nights, in order, if these are still offered as they were remembered; else the transaction ends.
     * It takes those along that one booking leaves as another has found them, since both relied on them. A night that
     * another transaction changes while this statement runs may be passed over (seen with PostgreSQL 18), and then it ends
     * too: so nights that others are likely to sell at the same time are locked before.
     */
    void prove(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        if (areWantedByMany(changed)) {
            // All of them: who locked only some would lock nights out of order.
            NightsLoad.lock(script, changed.stream().map(c -> c.now().key()).toList(), _ -> {});
        }
        script.updateExactly(
                changed.size(), """
                UPDATE night n SET booked = n.booked + c.rooms
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, first_date, last_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                  AND n.total = c.total AND n.price_minor = c.price_minor
                  AND n.overbooking = c.overbooking AND n.rules IS NOT DISTINCT FROM c.rules
                """, columnsWithRules(changed, Changed::before).toArray());
    }

    /** Whether this batch alone sells or gives back several rooms of most of its nights: so may others. */
    private static boolean areWantedByMany(List<Changed<Night>> changed) {
        long several = changed.stream().filter(c -> Math.abs(rooms(c)) > 1).count();
        return 2 * several > changed.size();
    }

    void change(List<Changed<Night>> changed) {
        Map<Boolean, List<Changed<Night>>> haveOtherRules = changed.stream()
                .collect(Collectors.partitioningBy(
                        c -> !c.now().rules().equals(c.before().rules())));
        changeCounts(haveOtherRules.getOrDefault(false, List.of()));
        changeRules(haveOtherRules.getOrDefault(true, List.of()));
    }

    /**
     * Adds to the counts, and does not set them: others may have sold rooms since a night was remembered. That there
     * are enough left is for the table's CHECK to say.
     */
    private void changeCounts(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        script.update("""
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor
                FROM unnest(?, ?, ?, ?, ?, ?) AS c (room_type_id, first_date, last_date, rooms, total, price_minor)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                """, columns(runs(changed, Changed::now), Changed::now).toArray());
    }

    /** The same with rules. No booking changes these, so that only a change of the inventory sends them. */
    private void changeRules(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        script.update("""
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor,
                  overbooking = c.overbooking, rules = c.rules
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, first_date, last_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                """, columnsWithRules(changed, Changed::now).toArray());
    }

    private static List<NightRun<Changed<Night>>> runs(
            List<Changed<Night>> changed, Function<Changed<Night>, Night> offer) {
        return NightRun.of(
                changed,
                c -> c.now().key(),
                (a, b) -> rooms(a) == rooms(b) && isSameOffer(offer.apply(a), offer.apply(b)));
    }

    /** A row for each run: where and when it is, what is added to its counts, and what is offered. */
    private static List<Object> columns(List<NightRun<Changed<Night>>> runs, Function<Changed<Night>, Night> offer) {
        List<Object> columns = new ArrayList<>();
        columns.add(texts(runs, r -> r.first().now().roomTypeId()));
        columns.add(dates(runs, r -> r.first().now().date()));
        columns.add(dates(runs, NightRun::last));
        columns.add(ints(runs, r -> rooms(r.first())));
        columns.add(ints(runs, r -> offer.apply(r.first()).total()));
        columns.add(longs(runs, r -> offer.apply(r.first()).price()));
        return columns;
    }

    private static List<Object> columnsWithRules(List<Changed<Night>> changed, Function<Changed<Night>, Night> offer) {
        List<NightRun<Changed<Night>>> runs = runs(changed, offer);
        List<Object> columns = columns(runs, offer);
        columns.add(ints(runs, r -> offer.apply(r.first()).rules().overbooking()));
        columns.add(texts(runs, r -> Rows.rulesText(offer.apply(r.first()))));
        return columns;
    }

    /** How many rooms of a night are sold, or given back where it is negative. */
    static int rooms(Changed<Night> changed) {
        return changed.now().booked() - changed.before().booked();
    }

    private static boolean isSameOffer(Night one, Night other) {
        return one.total() == other.total()
                && one.price() == other.price()
                && one.rules().equals(other.rules());
    }
}

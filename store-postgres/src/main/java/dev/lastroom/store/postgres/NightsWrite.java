package dev.lastroom.store.postgres;

import static dev.lastroom.store.postgres.ColumnArray.dates;
import static dev.lastroom.store.postgres.ColumnArray.ints;
import static dev.lastroom.store.postgres.ColumnArray.longs;
import static dev.lastroom.store.postgres.ColumnArray.texts;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.store.Tracked.Changed;
import dev.lastroom.store.jdbc.Rows;
import java.util.List;
import java.util.Map;
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
     * another transaction changes while this statement runs may be passed over (seen with PostgreSQL 18), and then it ends too.
     */
    void prove(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        script.updateExactly(
                changed.size(),
                """
                UPDATE night n SET booked = n.booked + c.rooms
                FROM unnest(?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, stay_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date = c.stay_date
                  AND n.total = c.total AND n.price_minor = c.price_minor
                  AND n.overbooking = c.overbooking AND n.rules IS NOT DISTINCT FROM c.rules
                """,
                texts(changed, c -> c.now().roomTypeId()),
                dates(changed, c -> c.now().date()),
                ints(changed, c -> c.now().booked() - c.before().booked()),
                ints(changed, c -> c.before().total()),
                longs(changed, c -> c.before().price()),
                ints(changed, c -> c.before().rules().overbooking()),
                texts(changed, c -> Rows.rulesText(c.before())));
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
        script.update(
                """
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor
                FROM unnest(?, ?, ?, ?, ?) AS c (room_type_id, stay_date, rooms, total, price_minor)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date = c.stay_date
                """,
                texts(changed, c -> c.now().roomTypeId()),
                dates(changed, c -> c.now().date()),
                ints(changed, c -> c.now().booked() - c.before().booked()),
                ints(changed, c -> c.now().total()),
                longs(changed, c -> c.now().price()));
    }

    /** The same with rules. No booking changes these, so that only a change of the inventory sends them. */
    private void changeRules(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        script.update(
                """
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor,
                  overbooking = c.overbooking, rules = c.rules
                FROM unnest(?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, stay_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date = c.stay_date
                """,
                texts(changed, c -> c.now().roomTypeId()),
                dates(changed, c -> c.now().date()),
                ints(changed, c -> c.now().booked() - c.before().booked()),
                ints(changed, c -> c.now().total()),
                longs(changed, c -> c.now().price()),
                ints(changed, c -> c.now().rules().overbooking()),
                texts(changed, c -> Rows.rulesText(c.now())));
    }
}

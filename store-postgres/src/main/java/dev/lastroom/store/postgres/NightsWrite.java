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
import java.util.function.BiPredicate;
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
        List<NightRun<Changed<Night>>> runs =
                runs(changed, (a, b) -> rooms(a) == rooms(b) && isSameOffer(a.before(), b.before()));
        script.updateExactly(
                changed.size(),
                """
                UPDATE night n SET booked = n.booked + c.rooms
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, first_date, last_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                  AND n.total = c.total AND n.price_minor = c.price_minor
                  AND n.overbooking = c.overbooking AND n.rules IS NOT DISTINCT FROM c.rules
                """,
                texts(runs, r -> r.first().now().roomTypeId()),
                dates(runs, r -> r.first().now().date()),
                dates(runs, NightRun::last),
                ints(runs, r -> rooms(r.first())),
                ints(runs, r -> r.first().before().total()),
                longs(runs, r -> r.first().before().price()),
                ints(runs, r -> r.first().before().rules().overbooking()),
                texts(runs, r -> Rows.rulesText(r.first().before())));
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
        List<NightRun<Changed<Night>>> runs = runs(
                changed,
                (a, b) -> rooms(a) == rooms(b)
                        && a.now().total() == b.now().total()
                        && a.now().price() == b.now().price());
        script.update(
                """
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor
                FROM unnest(?, ?, ?, ?, ?, ?) AS c (room_type_id, first_date, last_date, rooms, total, price_minor)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                """,
                texts(runs, r -> r.first().now().roomTypeId()),
                dates(runs, r -> r.first().now().date()),
                dates(runs, NightRun::last),
                ints(runs, r -> rooms(r.first())),
                ints(runs, r -> r.first().now().total()),
                longs(runs, r -> r.first().now().price()));
    }

    /** The same with rules. No booking changes these, so that only a change of the inventory sends them. */
    private void changeRules(List<Changed<Night>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<NightRun<Changed<Night>>> runs =
                runs(changed, (a, b) -> rooms(a) == rooms(b) && isSameOffer(a.now(), b.now()));
        script.update(
                """
                UPDATE night n SET booked = n.booked + c.rooms, total = c.total, price_minor = c.price_minor,
                  overbooking = c.overbooking, rules = c.rules
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                  AS c (room_type_id, first_date, last_date, rooms, total, price_minor, overbooking, rules)
                WHERE n.room_type_id = c.room_type_id AND n.stay_date BETWEEN c.first_date AND c.last_date
                """,
                texts(runs, r -> r.first().now().roomTypeId()),
                dates(runs, r -> r.first().now().date()),
                dates(runs, NightRun::last),
                ints(runs, r -> rooms(r.first())),
                ints(runs, r -> r.first().now().total()),
                longs(runs, r -> r.first().now().price()),
                ints(runs, r -> r.first().now().rules().overbooking()),
                texts(runs, r -> Rows.rulesText(r.first().now())));
    }

    private static List<NightRun<Changed<Night>>> runs(
            List<Changed<Night>> changed, BiPredicate<Changed<Night>, Changed<Night>> alike) {
        return NightRun.of(changed, c -> c.now().key(), alike);
    }

    private static int rooms(Changed<Night> changed) {
        return changed.now().booked() - changed.before().booked();
    }

    private static boolean isSameOffer(Night one, Night other) {
        return one.total() == other.total()
                && one.price() == other.price()
                && one.rules().equals(other.rules());
    }
}

package dev.lastroom.proof.check;

import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.Op.SetTotal;
import dev.lastroom.proof.history.RecordedCommand;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.Map;

/** The fewest and the most rooms that each night ever had, or may have had. */
record NightLimits(Map<NightKey, IntSummaryStatistics> totals) {

    static NightLimits of(History history) {
        Map<NightKey, IntSummaryStatistics> totals = new HashMap<>();
        history.totals().forEach((night, total) -> at(totals, night).accept(total));
        for (RecordedCommand recorded : history.commands()) {
            if (recorded.op() instanceof SetTotal(var nights, int total)) {
                nights.forEach(night -> at(totals, night).accept(total));
            }
        }
        return new NightLimits(totals);
    }

    private static IntSummaryStatistics at(Map<NightKey, IntSummaryStatistics> totals, NightKey night) {
        return totals.computeIfAbsent(night, _ -> new IntSummaryStatistics());
    }

    int most(NightKey night) {
        return totals.containsKey(night) ? at(totals, night).getMax() : 0;
    }

    int least(NightKey night) {
        return totals.containsKey(night) ? at(totals, night).getMin() : 0;
    }
}

package dev.lastroom.store.jdbc;

import dev.lastroom.engine.inventory.NightKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Consecutive nights of one room type that are alike in all that a statement needs of them, so one index search serves
 * all. As immutable as its element.
 *
 * @param first the first night, which stands for all
 * @param last the date of the last
 */
public record NightRun<T>(T first, LocalDate last) {

    /** Splits nights, given in the order of their keys, into runs. */
    public static <T> List<NightRun<T>> of(Collection<T> nights, Function<T, NightKey> key, BiPredicate<T, T> alike) {
        List<NightRun<T>> runs = new ArrayList<>(nights.size());
        for (T night : nights) {
            NightKey now = key.apply(night);
            NightRun<T> run = runs.isEmpty() ? null : runs.getLast();
            if (run != null && run.isFollowedBy(now, key) && alike.test(run.first, night)) {
                runs.set(runs.size() - 1, new NightRun<>(run.first, now.date()));
            } else {
                runs.add(new NightRun<>(night, now.date()));
            }
        }
        return runs;
    }

    private boolean isFollowedBy(NightKey next, Function<T, NightKey> key) {
        return last.plusDays(1).equals(next.date())
                && key.apply(first).roomTypeId().equals(next.roomTypeId());
    }
}

package dev.lastroom.bench.run;

import dev.lastroom.bench.database.Hotel;
import dev.lastroom.bench.load.Workload;
import java.time.Duration;
import java.util.List;

/**
 * What a run measures.
 *
 * @param workloads which workloads
 * @param clients with how many clients each
 * @param rounds how many rounds each contender has of each, one after the other in turn, 1 or more
 * @param window how long a round is measured
 * @param ramp how long it runs before that
 * @param seed decides all that is random
 * @param resets whether every round begins without the bookings of the rounds before
 */
public record Plan(
        List<Workload> workloads,
        List<Integer> clients,
        int rounds,
        Duration window,
        Duration ramp,
        long seed,
        boolean resets) {

    public Plan {
        workloads = List.copyOf(workloads);
        clients = List.copyOf(clients);
    }

    /** The plan in words. */
    public String describe(Hotel hotel) {
        return String.format(
                "%d round(s) of %.1f s after %.1f s, %,d room types, %d nights, seed %d",
                rounds,
                window.toMillis() / 1e3,
                ramp.toMillis() / 1e3,
                hotel.ordinaryRoomTypes(),
                hotel.nights(),
                seed);
    }
}

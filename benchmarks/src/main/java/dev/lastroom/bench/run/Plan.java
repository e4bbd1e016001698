package dev.lastroom.bench.run;

import dev.lastroom.bench.load.Workload;
import java.time.Duration;
import java.util.List;

/**
 * The plan of a run.
 *
 * @param workloads which workloads
 * @param clients with how many clients each
 * @param rounds how many rounds each contender plays of each, one after the other in turn, 1 or more
 * @param window how long a round is measured
 * @param ramp how long a round runs before the measurement
 * @param warmUp how long each contender runs at least before the first workload, so that the JVM has compiled what it
 *     needs
 * @param seed decides all random choices
 * @param stored how many bookings are stored before; with none, every round begins without any, otherwise also with
 *     those of earlier rounds
 */
public record Plan(
        List<Workload> workloads,
        List<Integer> clients,
        int rounds,
        Duration window,
        Duration ramp,
        Duration warmUp,
        long seed,
        long stored) {

    public Plan {
        workloads = List.copyOf(workloads);
        clients = List.copyOf(clients);
    }

    /** Describes the plan in words. */
    public String describe() {
        return String.format(
                "%d rounds of %.1f s, each after %.1f s that do not count, and the first after %.0f s; seed %d",
                rounds, window.toMillis() / 1e3, ramp.toMillis() / 1e3, warmUp.toMillis() / 1e3, seed);
    }
}

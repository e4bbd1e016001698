package dev.lastroom.proof.failover;

import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the reference cluster of {@code deploy/patroni}, and takes its machines away under load, in every way. No
 * acknowledged booking may be lost, and the guests must be served again in time.
 */
public final class FailoverTrial implements Trial {

    private static final List<Failover> QUICK =
            List.of(Failover.KILLED, Failover.TWO_PRIMARIES, Failover.SWITCHED_OVER);

    /** Every second promotion of a thorough run is by a kill, the others are by a machine that hangs. */
    private static final int KILLS = 10;

    @Override
    public String name() {
        return "failover, PostgreSQL";
    }

    @Override
    public @Nullable String obstacle() {
        return Programs.obstacle();
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Failover> failovers = quick ? QUICK : thorough();
        List<Recovery> recoveries = new ArrayList<>();
        progress.accept("the cluster starts");
        try (Cluster cluster = new Cluster();
                Hotel hotel = new Hotel(cluster)) {
            for (Failover failover : failovers) {
                Recovery recovery = FailoverRun.play(hotel, failover, quick, random.split());
                recoveries.add(recovery);
                progress.accept(recoveries.size() + " of " + failovers.size() + ", " + recovery.inWords());
                if (!hotel.notes().tally(recoveries.size()).kept()) {
                    // What follows would only say the same.
                    break;
                }
            }
            Duration stall =
                    Collections.max(recoveries.stream().map(Recovery::stall).toList());
            return hotel.notes().tally(recoveries.size()).withStall(stall).withFigures(Recovery.figures(recoveries));
        }
    }

    private static List<Failover> thorough() {
        List<Failover> all = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            all.add(Failover.KILLED);
            all.add(i % 2 == 0 ? Failover.HUNG : Failover.TWO_PRIMARIES);
        }
        for (Failover other :
                EnumSet.complementOf(EnumSet.of(Failover.KILLED, Failover.HUNG, Failover.TWO_PRIMARIES))) {
            all.add(other);
            all.add(other);
        }
        return all;
    }
}

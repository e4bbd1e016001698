package dev.lastroom.simulation.cli;

import dev.lastroom.simulation.clocks.ClockTrial;
import dev.lastroom.simulation.crash.CrashTrial;
import dev.lastroom.simulation.network.NetworkTrial;
import dev.lastroom.simulation.overload.OverloadTrial;
import dev.lastroom.simulation.prove.SimulationTrial;
import dev.lastroom.simulation.prove.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of trials that can be named. */
enum TrialChoice {
    SIMULATION,
    CRASH,
    NETWORK,
    OVERLOAD,
    CLOCKS;

    List<Trial> trials() {
        return switch (this) {
            case SIMULATION ->
                Arrays.stream(StoreChoice.values())
                        .<Trial>map(store -> new SimulationTrial(store.label(), store::open))
                        .toList();
            case CRASH -> List.of(CrashTrial.sqlite(), CrashTrial.postgres());
            case NETWORK -> List.of(new NetworkTrial());
            case OVERLOAD -> List.of(new OverloadTrial());
            case CLOCKS ->
                Stream.of(StoreChoice.SQLITE, StoreChoice.POSTGRES, StoreChoice.OPTIMISTIC)
                        .<Trial>map(store -> new ClockTrial(store.label(), store::open))
                        .toList();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

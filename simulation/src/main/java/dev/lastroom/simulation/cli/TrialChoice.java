package dev.lastroom.simulation.cli;

import dev.lastroom.simulation.clocks.ClockTrial;
import dev.lastroom.simulation.crash.CrashTrial;
import dev.lastroom.simulation.failover.FailoverTrial;
import dev.lastroom.simulation.network.NetworkTrial;
import dev.lastroom.simulation.overload.OverloadTrial;
import dev.lastroom.simulation.prove.SimulationTrial;
import dev.lastroom.simulation.prove.Tally;
import dev.lastroom.simulation.prove.Trial;
import dev.lastroom.simulation.settings.SettingsTrial;
import dev.lastroom.simulation.starvation.StarvationTrial;
import dev.lastroom.simulation.store.TestBed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kinds of trials that can be named. */
enum TrialChoice {
    SIMULATION,
    CRASH,
    NETWORK,
    OVERLOAD,
    CLOCKS,
    SETTINGS,
    FAILOVER,
    STARVATION;

    List<Trial> trials() {
        return switch (this) {
            case SIMULATION -> onEach(SimulationTrial::new, StoreChoice.values());
            case CRASH -> List.of(CrashTrial.sqlite(), CrashTrial.postgres());
            case NETWORK -> List.of(new NetworkTrial());
            case OVERLOAD -> List.of(new OverloadTrial());
            case CLOCKS ->
                onEach(
                        ClockTrial::new,
                        StoreChoice.SQLITE,
                        StoreChoice.POSTGRES,
                        StoreChoice.OPTIMISTIC,
                        StoreChoice.PGBOUNCER);
            case SETTINGS -> List.of(SettingsTrial.postgres(), SettingsTrial.pgbouncer());
            case FAILOVER -> List.of(new FailoverTrial());
            case STARVATION ->
                List.of(StarvationTrial.sqlite(), StarvationTrial.postgres(), StarvationTrial.optimistic());
        };
    }

    private static List<Trial> onEach(BiFunction<String, Callable<TestBed>, Trial> trial, StoreChoice... stores) {
        return Arrays.stream(stores)
                .map(store -> onThisMachine(trial.apply(store.label(), store::open), store.obstacle()))
                .toList();
    }

    private static Trial onThisMachine(Trial trial, @Nullable String obstacle) {
        return obstacle == null ? trial : new Hindered(trial.name(), obstacle);
    }

    /** A trial that cannot be done on this machine. */
    private record Hindered(String name, String obstacle) implements Trial {

        @Override
        public Tally run(long seed, boolean quick, Consumer<String> progress) {
            throw new IllegalStateException(obstacle);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

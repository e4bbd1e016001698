package dev.lastroom.proof.cli;

import dev.lastroom.proof.clocks.ClockTrial;
import dev.lastroom.proof.coordination.CoordinationTrial;
import dev.lastroom.proof.crash.CrashTrial;
import dev.lastroom.proof.failover.FailoverTrial;
import dev.lastroom.proof.network.NetworkTrial;
import dev.lastroom.proof.overload.OverloadTrial;
import dev.lastroom.proof.prove.SimulationTrial;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.settings.SettingsTrial;
import dev.lastroom.proof.starvation.StarvationTrial;
import dev.lastroom.proof.store.TestBed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kinds of trials that can be named on the command line. */
enum TrialChoice {
    SIMULATION,
    CRASH,
    NETWORK,
    COORDINATION,
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
            case COORDINATION -> List.of(new CoordinationTrial());
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

    /** A trial that cannot run on this machine. */
    private record Hindered(String name, String obstacle) implements Trial {

        @Override
        public TrialTally run(long seed, boolean quick, Consumer<String> progress) {
            throw new IllegalStateException(obstacle);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

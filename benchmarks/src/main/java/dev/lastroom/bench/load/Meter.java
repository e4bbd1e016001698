package dev.lastroom.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.lastroom.bench.database.BenchDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How much CPU time is used from start to stop: by the program that books, and by the database. For one thread. */
public final class Meter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Supplier<Optional<Duration>> program;
    private final Supplier<Optional<Duration>> database;
    private @Nullable Duration programBefore;
    private @Nullable Duration databaseBefore;
    private @Nullable Double programSeconds;
    private @Nullable Double databaseSeconds;

    private Meter(Supplier<Optional<Duration>> program, Supplier<Optional<Duration>> database) {
        this.program = program;
        this.database = database;
    }

    /** This process books. */
    public static Meter ofThisProcess(BenchDatabase database) {
        return new Meter(() -> Optional.of(Duration.ofNanos(SYSTEM.getProcessCpuTime())), database::cpu);
    }

    /** Another process books. */
    public static Meter of(ProcessHandle program, BenchDatabase database) {
        return new Meter(() -> program.info().totalCpuDuration(), database::cpu);
    }

    /** A program books that is gone when its CPU time could be asked for. */
    public static Meter ofDatabase(BenchDatabase database) {
        return new Meter(Optional::empty, database::cpu);
    }

    /** Begins. */
    public void start() {
        databaseBefore = database.get().orElse(null);
        programBefore = program.get().orElse(null);
    }

    /** Ends. */
    public void stop() {
        programSeconds = secondsSince(programBefore, program.get());
        databaseSeconds = secondsSince(databaseBefore, database.get());
    }

    private static @Nullable Double secondsSince(@Nullable Duration before, Optional<Duration> now) {
        return before == null
                ? null
                : now.map(n -> n.minus(before).toNanos() / 1e9).orElse(null);
    }

    /** CPU seconds of the program that books; null if they are not known. */
    public @Nullable Double programSeconds() {
        return programSeconds;
    }

    /** CPU seconds of the database; null if they are not known. */
    public @Nullable Double databaseSeconds() {
        return databaseSeconds;
    }
}

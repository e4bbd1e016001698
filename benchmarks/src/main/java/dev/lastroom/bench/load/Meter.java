package dev.lastroom.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.lastroom.bench.database.BenchDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures the CPU time used from start to stop, by the program that books and by the database. For one thread. */
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

    /** Measures this process as the one that books. */
    public static Meter ofThisProcess(BenchDatabase database) {
        return new Meter(() -> Optional.of(Duration.ofNanos(SYSTEM.getProcessCpuTime())), database::cpu);
    }

    /** Measures other processes as those that book. */
    public static Meter of(BenchDatabase database, List<ProcessHandle> programs) {
        return new Meter(
                () -> programs.stream()
                        .map(program -> program.info().totalCpuDuration())
                        .reduce((one, other) -> one.flatMap(a -> other.map(a::plus)))
                        .orElseThrow(),
                database::cpu);
    }

    /** Measures the database only: the program that books ends before its CPU time can be read. */
    public static Meter ofDatabase(BenchDatabase database) {
        return new Meter(Optional::empty, database::cpu);
    }

    /** Starts measuring. */
    public void start() {
        databaseBefore = database.get().orElse(null);
        programBefore = program.get().orElse(null);
    }

    /** Stops measuring. */
    public void stop() {
        programSeconds = secondsSince(programBefore, program.get());
        databaseSeconds = secondsSince(databaseBefore, database.get());
    }

    private static @Nullable Double secondsSince(@Nullable Duration before, Optional<Duration> now) {
        return before == null
                ? null
                : now.map(n -> n.minus(before).toNanos() / 1e9).orElse(null);
    }

    /** CPU seconds of the program that books; null if not known. */
    public @Nullable Double programSeconds() {
        return programSeconds;
    }

    /** CPU seconds of the database; null if not known. */
    public @Nullable Double databaseSeconds() {
        return databaseSeconds;
    }
}

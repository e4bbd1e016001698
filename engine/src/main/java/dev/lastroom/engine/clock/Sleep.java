package dev.lastroom.engine.clock;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long this machine has slept since a start: time that its clock counts, and {@link System#nanoTime} does not. */
@FunctionalInterface
interface Sleep {

    /** The time slept, or zero if the system does not report it. */
    Duration sinceStart();

    /**
     * The sleep of this machine, from now on. Linux reports its uptime, asleep or not; other systems report nothing.
     */
    static Sleep ofThisMachine() {
        Path file = Path.of("/proc/uptime");
        Duration startUptime = uptime(file);
        long startNanos = System.nanoTime();
        return () -> {
            Duration uptime = uptime(file);
            return startUptime == null || uptime == null
                    ? Duration.ZERO
                    : uptime.minus(startUptime).minusNanos(System.nanoTime() - startNanos);
        };
    }

    private static @Nullable Duration uptime(Path file) {
        try {
            BigDecimal seconds = new BigDecimal(Files.readString(file).split(" ", 2)[0]);
            return Duration.ofMillis(seconds.movePointRight(3).longValue());
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }
}

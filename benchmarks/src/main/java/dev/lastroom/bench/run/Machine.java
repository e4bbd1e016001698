package dev.lastroom.bench.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine and the JVM of a run. */
public final class Machine {

    private static final int SYNCS = 200;
    private static final int PAGE_BYTES = 8_192;
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Machine() {}

    /**
     * Describes what a reader needs to know to compare results.
     *
     * @param folder on the disk that the database is on
     */
    public static Map<String, Object> describe(Path folder) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("processor", processor() + ", " + SYSTEM.getAvailableProcessors() + " cores");
        facts.put("memory", String.format("%.0f GiB", SYSTEM.getTotalMemorySize() / GIB));
        facts.put(
                "disk",
                String.format("%s, %.2f ms for a durable write of 8 KiB", diskType(folder), syncMillis(folder)));
        facts.put("system", SYSTEM.getName() + " " + SYSTEM.getVersion() + " " + SYSTEM.getArch());
        facts.put("java", Runtime.version() + ", heap " + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " MiB");
        facts.put("loadBefore", load());
        return facts;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            Optional<String> name = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst();
            return name.orElse(SYSTEM.getArch());
        } catch (IOException e) {
            return SYSTEM.getArch();
        }
    }

    private static String diskType(Path folder) throws IOException {
        return Files.getFileStore(folder).type();
    }

    /** The median sync time: a commit cannot be faster. */
    private static double syncMillis(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[SYNCS];
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE_BYTES));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return nanos[SYNCS / 2] / 1e6;
        } finally {
            Files.delete(file);
        }
    }

    /** How many processes were ready to run, on average over the last minute; negative if the system does not say. */
    public static double load() {
        return SYSTEM.getSystemLoadAverage();
    }
}

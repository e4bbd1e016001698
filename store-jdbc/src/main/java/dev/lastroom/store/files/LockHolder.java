package dev.lastroom.store.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out which process has a file locked, if the machine tells: Linux does, in {@code /proc/locks}. */
public final class LockHolder {

    /** The name of an unknown holder. */
    public static final String UNKNOWN = "another process";

    private static final Path LOCKS = Path.of("/proc/locks");

    /**
     * Such as {@code 1: POSIX  ADVISORY  WRITE 4711 fe:00:2146721 0 EOF}; a waiting process has an arrow instead of a
     * type.
     */
    private static final Pattern HELD =
            Pattern.compile("\\d+: \\w+ +\\w+ +\\w+ +(\\d+) ([0-9a-f]+):([0-9a-f]+):(\\d+) (\\d+) (\\d+|EOF)");

    private LockHolder() {}

    /** Returns the process that has a file or any part of it locked, such as "process 4711"; empty if unknown. */
    public static Optional<String> of(Path file) {
        return find(file, _ -> true).map(LockHolder::name);
    }

    /** Returns the process that has one byte of a file locked; empty if unknown. */
    public static Optional<String> ofByte(Path file, long at) {
        return find(file, lock -> first(lock) <= at && at <= last(lock)).map(LockHolder::name);
    }

    private static String name(long pid) {
        return pid == ProcessHandle.current().pid() ? "this process" : "process " + pid;
    }

    private static Optional<Long> find(Path file, Predicate<Matcher> where) {
        try {
            Map<String, Object> id = Files.readAttributes(file, "unix:dev,ino");
            long device = (Long) Objects.requireNonNull(id.get("dev"));
            long inode = (Long) Objects.requireNonNull(id.get("ino"));
            try (Stream<String> lines = Files.lines(LOCKS)) {
                return lines.map(HELD::matcher)
                        .filter(Matcher::matches)
                        .filter(lock -> Long.parseLong(lock.group(4)) == inode)
                        .filter(lock -> Long.parseLong(lock.group(2), 16) == major(device))
                        .filter(lock -> Long.parseLong(lock.group(3), 16) == minor(device))
                        .filter(where)
                        .map(lock -> Long.valueOf(lock.group(1)))
                        // A holder in another container has no number here.
                        .filter(pid -> pid > 0)
                        .findFirst();
            }
        } catch (IOException | UncheckedIOException | UnsupportedOperationException | IllegalArgumentException e) {
            // The system is not Linux, or the file system has no such numbers.
            return Optional.empty();
        }
    }

    private static long first(Matcher lock) {
        return Long.parseLong(lock.group(5));
    }

    private static long last(Matcher lock) {
        String last = lock.group(6);
        return last.equals("EOF") ? Long.MAX_VALUE : Long.parseLong(last);
    }

    /** Splits a device number as Linux's C library does. */
    private static long major(long device) {
        return ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
    }

    private static long minor(long device) {
        return (device & 0xff) | ((device >>> 12) & ~0xffL);
    }
}

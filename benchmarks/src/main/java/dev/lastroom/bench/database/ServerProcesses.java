package dev.lastroom.bench.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a PostgreSQL server on this machine. The kernel reports their CPU time in {@code /proc}: of the
 * postmaster, its live children, and those that have ended. Thread-safe.
 */
final class ServerProcesses {

    /** {@code /proc/PID/stat} counts in USER_HZ, which is 100 on every architecture that runs PostgreSQL and a JVM. */
    private static final long MILLIS_PER_TICK = 10;

    /** Indexes of the fields after the command's name: user and system time, and the same of ended children. */
    private static final int UTIME = 11;

    private static final int CHILDREN_STIME = 14;

    private final ProcessHandle postmaster;

    private ServerProcesses(ProcessHandle postmaster) {
        this.postmaster = postmaster;
    }

    /** The processes of the connected server; null if they are not on this machine, or it is not Linux. */
    static @Nullable ServerProcesses of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .filter(ServerProcesses::isPostgres)
                    .flatMap(ProcessHandle::parent)
                    .filter(postmaster -> ticks(postmaster, CHILDREN_STIME) > 0)
                    .map(ServerProcesses::new)
                    .orElse(null);
        }
    }

    /** Another process may have this number by chance, while the server is elsewhere. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").contains("postgres");
    }

    Duration cpu() {
        long ticks = ticks(postmaster, CHILDREN_STIME)
                + postmaster
                        .descendants()
                        .mapToLong(process -> ticks(process, UTIME + 1))
                        .sum();
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    /** The memory settings of the server's C library: its variables {@code MALLOC_…}, by name. */
    SortedMap<String, String> allocator() {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String variable : read(postmaster, "environ").orElse("").split("\0", -1)) {
            if (variable.startsWith("MALLOC_")) {
                int equals = variable.indexOf('=');
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return variables;
    }

    /** The sum of the fields from user time to {@code lastField}; 0 if the process has ended. */
    private static long ticks(ProcessHandle process, int lastField) {
        return read(process, "stat")
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .map(fields -> Stream.of(fields)
                        .skip(UTIME)
                        .limit(lastField - UTIME + 1L)
                        .mapToLong(Long::parseLong)
                        .sum())
                .orElse(0L);
    }

    private static Optional<String> read(ProcessHandle process, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

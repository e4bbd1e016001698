package dev.lastroom.proof.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs of the reference cluster, where Debian's packages put them. */
final class Programs {

    static final Path PATRONI = Path.of("/usr/bin/patroni");
    static final Path ETCD = Path.of("/usr/bin/etcd");

    /** Sends signals. */
    static final Path SHELL = Path.of("/bin/sh");

    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Path AS_ANOTHER_USER = Path.of("/usr/bin/setpriv");

    /** PostgreSQL and Patroni refuse to run as root. */
    private static final String USER = "postgres";

    private Programs() {}

    /** Why the cluster cannot run on this machine, and what to do; null if it can. */
    static @Nullable String obstacle() {
        List<String> missing = new ArrayList<>();
        for (Path program : isRoot() ? List.of(PATRONI, ETCD, SHELL, AS_ANOTHER_USER) : List.of(PATRONI, ETCD, SHELL)) {
            if (!Files.isExecutable(program)) {
                missing.add(program.toString());
            }
        }
        if (newestPostgres().isEmpty()) {
            missing.add(POSTGRES_VERSIONS + "/*/bin/pg_rewind");
        }
        return missing.isEmpty()
                ? null
                : String.join(" and ", missing)
                        + " missing (Debian and Ubuntu: apt-get install patroni etcd-server postgresql)";
    }

    /** The folder of PostgreSQL's programs, of the newest version that is installed. */
    static Path postgres() {
        return newestPostgres().orElseThrow(() -> new IllegalStateException(obstacle()));
    }

    private static Optional<Path> newestPostgres() {
        if (!Files.isDirectory(POSTGRES_VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(POSTGRES_VERSIONS)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .filter(version -> Files.isExecutable(version.resolve("bin/pg_rewind")))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .map(version -> version.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command, run as a user that a database may run as. */
    static List<String> asDatabaseUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> all = new ArrayList<>(
                List.of(AS_ANOTHER_USER.toString(), "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
        all.addAll(command);
        return all;
    }

    /** Gives a file or folder to that user. */
    static void giveToDatabaseUser(Path path) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
    }
}

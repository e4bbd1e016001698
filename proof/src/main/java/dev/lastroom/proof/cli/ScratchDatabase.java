package dev.lastroom.proof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A SQLite database in a temporary folder. It is removed when the command ends, even if it is interrupted. */
final class ScratchDatabase implements AutoCloseable {

    private final Path folder;
    private final Thread onInterrupt = new Thread(this::delete);

    ScratchDatabase() throws IOException {
        folder = Files.createTempDirectory("lastroom-");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    String url() {
        return "jdbc:sqlite:" + folder.resolve("scratch.db");
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + folder + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            // The process is already ending, and the hook runs. It finds nothing more to delete.
        }
    }
}

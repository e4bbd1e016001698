package dev.lastroom.server.access;

import dev.lastroom.store.files.FileLockedException;
import dev.lastroom.store.files.LockFile;
import dev.lastroom.store.files.LooseFileException;
import dev.lastroom.store.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The file in which API keys are kept, one a line, hashed. It is replaced as a whole, so that a server that reads it
 * meanwhile sees the old keys or the new ones; writers wait for each other at a lock file beside it. Thread-safe. Its
 * methods throw {@link UncheckedIOException} if the file cannot be read or written.
 */
public final class KeyFile {

    private static final String HEADER =
            "# API keys, hashed, one a line: id owner role created salt hash. Made by: lastroom keys create";

    private static final String LOCK = ".lock";

    private final Path path;
    private final Duration lockWait;

    /**
     * A file that need not be there yet.
     *
     * @param lockWait how long a change waits for another that is under way
     */
    public KeyFile(Path path, Duration lockWait) {
        this.path = path;
        this.lockWait = lockWait;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** What changes when the file is replaced or written to. */
    record Stamp(Object changed, long size, @Nullable Object file) {}

    /** The stamp of the file as it is; null if there is none. */
    @Nullable
    Stamp stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All keys, in the order in which they were made; none if there is no file.
     *
     * @throws IllegalArgumentException naming the line that is malformed, without its content
     * @throws UncheckedIOException if others may write keys of their own into it, too
     */
    public List<StoredKey> read() {
        List<StoredKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                StoredKey key = StoredKey.parse(line);
                if (!ids.add(key.id())) {
                    throw new IllegalArgumentException("the id is there twice");
                }
                keys.add(key);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The key file " + path + " is malformed in line " + number + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(keys);
    }

    private List<String> lines() {
        try {
            if (!exists()) {
                return List.of();
            }
            PrivateFiles.require(path, List.of());
            return Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (LooseFileException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a key, and the file if there is none. The secret is in the answer and nowhere else.
     *
     * @param random must not be predictable
     * @throws IllegalArgumentException if the owner has not the form of an id, or the file is malformed
     */
    public StoredKey.Issued create(String owner, Role role, Instant now, RandomGenerator random) {
        StoredKey.Issued issued = StoredKey.issue(owner, role, now, random);
        changed(keys -> keys.add(issued.stored()));
        return issued;
    }

    /**
     * Takes a key out.
     *
     * @return whether it was there
     * @throws IllegalArgumentException if the file is malformed
     */
    public boolean revoke(String id) {
        return exists() && changed(keys -> keys.removeIf(key -> key.id().equals(id)));
    }

    @FunctionalInterface
    private interface Change {
        boolean apply(List<StoredKey> keys);
    }

    private boolean changed(Change change) {
        try {
            PrivateFiles.makeFolder(path);
            PrivateFiles.require(path, List.of(LOCK));
            Path real = PrivateFiles.real(path);
            return LockFile.hold(PrivateFiles.companion(real, LOCK), lockWait, () -> {
                List<StoredKey> keys = new ArrayList<>(read());
                boolean different = change.apply(keys);
                if (different) {
                    replace(real, keys);
                }
                return different;
            });
        } catch (LooseFileException | FileLockedException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path real, List<StoredKey> keys) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        keys.forEach(key -> lines.add(key.line()));
        Path written = PrivateFiles.companion(real, ".new");
        Files.deleteIfExists(written);
        PrivateFiles.make(written);
        Files.write(written, lines);
        Files.move(written, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

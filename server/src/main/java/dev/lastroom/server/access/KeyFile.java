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
 * The file of API keys: one hashed key per line. A change replaces the whole file, so that a server reading it sees
 * either the old keys or the new ones. Writers wait for each other at a lock file next to it. Thread-safe. Its methods
 * throw {@link UncheckedIOException} if the file cannot be read or written.
 */
public final class KeyFile {

    /** The path of the default settings. */
    public static final String PATH_DEFAULT = "data/api-keys";

    private static final String HEADER =
            "# API keys, hashed, one per line: id owner role created salt hash. Created by: lastroom keys create";

    private static final String LOCK = ".lock";

    private final Path path;
    private final Duration lockWait;

    /**
     * Names a file, which need not exist yet.
     *
     * @param lockWait how long a change waits for another in progress
     */
    public KeyFile(Path path, Duration lockWait) {
        this.path = path;
        this.lockWait = lockWait;
    }

    /** Returns where the file is. */
    public Path path() {
        return path;
    }

    /** Returns whether the file exists. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** The attributes that change when the file is replaced or written to. */
    record Stamp(Object changed, long size, @Nullable Object file) {}

    /** Returns the current stamp of the file; null if there is no file. */
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
     * Reads all keys in the order in which they were made; none if there is no file.
     *
     * @throws IllegalArgumentException naming the line that is malformed, without its content
     * @throws UncheckedIOException if others could also write keys of their own into the file
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
                    throw new IllegalArgumentException("the id occurs twice");
                }
                keys.add(key);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The key file " + path + " is malformed on line " + number + ": " + e.getMessage(), e);
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
     * Makes a key, and the file if there is none. The returned secret is kept nowhere else.
     *
     * @param random must not be predictable
     * @throws IllegalArgumentException if the owner does not have the form of an id, or the file is malformed
     */
    public StoredKey.Issued create(String owner, Role role, Instant now, RandomGenerator random) {
        StoredKey.Issued issued = StoredKey.issue(owner, role, now, random);
        changed(keys -> keys.add(issued.stored()));
        return issued;
    }

    /**
     * Removes a key.
     *
     * @return whether it was there
     * @throws IllegalArgumentException if the file is malformed
     */
    public boolean revoke(String id) {
        return exists() && changed(keys -> keys.removeIf(key -> key.id().equals(id)));
    }

    @FunctionalInterface
    private interface KeyEdit {
        boolean apply(List<StoredKey> keys);
    }

    private boolean changed(KeyEdit change) {
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

package dev.lastroom.store.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs an action while no other process, and no other thread of this one, runs one under the same file.
 *
 * <p>Protocol: a thread first claims the file within this process, then locks it. The lock belongs to the process, so a
 * second channel on the file would not only fail to wait: closing it would release the first one's lock. The lock is
 * polled, since the call that waits for it has no time limit. It ends with the process.
 */
public final class LockFile {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private LockFile() {}

    /** The action that runs under a lock. */
    @FunctionalInterface
    public interface Action<T, X extends Exception> {
        T run() throws IOException, X;
    }

    /**
     * Runs an action under a lock.
     *
     * @param file the file that is locked; it is made if it is missing, and stays
     * @param wait how long to wait for the lock
     * @throws FileLockedException if it is not free by then
     */
    public static <T, X extends Exception> T hold(Path file, Duration wait, Action<T, X> action) throws IOException, X {
        Path claimed = file.toAbsolutePath().normalize();
        long end = System.nanoTime() + wait.toNanos();
        while (!CLAIMED.add(claimed)) {
            pause(file, wait, end);
        }
        try (FileChannel channel = FileChannel.open(file, OPTIONS, PrivateFiles.fileAttributes(file));
                FileLock _ = lock(channel, file, wait, end)) {
            return action.run();
        } finally {
            CLAIMED.remove(claimed);
        }
    }

    private static FileLock lock(FileChannel channel, Path file, Duration wait, long end) throws IOException {
        FileLock lock = channel.tryLock();
        while (lock == null) {
            pause(file, wait, end);
            lock = channel.tryLock();
        }
        return lock;
    }

    private static void pause(Path file, Duration wait, long end) throws IOException {
        if (System.nanoTime() - end >= 0) {
            throw new FileLockedException("The lock file " + file + " was not free within " + wait.toMillis() + " ms: "
                    + LockHolder.of(file).orElse(LockHolder.UNKNOWN) + " holds it");
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock file " + file);
        }
    }
}

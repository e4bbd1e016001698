package dev.lastroom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks between threads of one process. The tests of the commands cover locks between processes. */
class LockFileTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("lock");
    }

    @Test
    void aThreadThatWaitsInVainLearnsTheFileAndItsHolder() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<String> first = threads.submit(() -> LockFile.hold(file, LONG, () -> {
                held.countDown();
                await(done);
                return "done";
            }));
            held.await();
            assertThatExceptionOfType(FileLockedException.class)
                    .isThrownBy(() -> LockFile.hold(file, SHORT, () -> "not reached"))
                    .withMessageContaining(file.toString())
                    .withMessageContaining("50 ms")
                    .withMessageContaining("process holds it");
            if (Files.exists(Path.of("/proc/locks"))) {
                // The thread that gave up has not released the lock that the first one holds.
                assertThat(LockHolder.of(file)).contains("this process");
            }
            done.countDown();
            assertThat(first.get()).isEqualTo("done");
        }
        assertThat(LockFile.<String, IOException>hold(file, SHORT, () -> "free"))
                .isEqualTo("free");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void onlyOneThreadAtATimeHoldsTheLock() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                var _ = threads.submit(() -> LockFile.hold(file, LONG, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                }));
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void aTaskThatFailsReleasesTheLock() throws IOException {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> LockFile.hold(file, SHORT, () -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(LockFile.<String, IOException>hold(file, SHORT, () -> "free"))
                .isEqualTo("free");
    }
}

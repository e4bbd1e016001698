package dev.lastroom.proof.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in for systemd restarts what was killed. */
@EnabledIf("canRun")
class ServiceTest {

    @TempDir
    private Path folder;

    static boolean canRun() {
        return Programs.obstacle() == null;
    }

    private static ProcessHandle another(Service service, ProcessHandle than) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() - end < 0) {
            var found = service.process().filter(process -> !process.equals(than));
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("It is not restarted");
    }

    @Test
    void whatWasKilledIsRestarted() throws Exception {
        Programs.giveToDatabaseUser(folder);
        try (Service service =
                new Service("sleep", List.of("/bin/sleep", "60"), Map.of(), folder, Duration.ofMillis(10))) {
            ProcessHandle first = service.process().orElseThrow();
            Signals.kill(List.of(first));
            assertThat(another(service, first).isAlive()).isTrue();
        }
        assertThat(Files.exists(folder.resolve("sleep.log"))).isTrue();
    }
}

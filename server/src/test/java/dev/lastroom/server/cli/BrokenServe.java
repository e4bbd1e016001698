package dev.lastroom.server.cli;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.config.Settings;
import java.util.Map;

/** Serves until one of its threads runs out of memory, as soon as that would be noticed. */
final class BrokenServe {

    private BrokenServe() {}

    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.load(Map.of("--port", "0"), null, Map.of());
        try (Service service = Service.start(settings, Keyring.open(), _ -> {})) {
            Thread.ofPlatform().name("planted").start(() -> {
                while (Thread.getDefaultUncaughtExceptionHandler() == null) {
                    Thread.onSpinWait();
                }
                throw new OutOfMemoryError("planted");
            });
            service.serveUntilStopped(Console.system(Map.of()));
        }
    }
}

package dev.lastroom.server.testing;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Log lines are read from the first test on, also while another thread initialises the log. */
class LogLinesTest {

    private static final int THREADS = 4;

    @Test
    void severalThreadsReadTheLogAsItIsInitialised() throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
                var threads = Executors.newFixedThreadPool(THREADS)) {
            Class<?> log = fresh.loadClass(LogLines.class.getName());
            Callable<Object> open = () -> {
                together.await();
                return log.getConstructor(String.class).newInstance("test");
            };
            for (Future<?> opened : threads.invokeAll(Collections.nCopies(THREADS, open))) {
                opened.get();
            }
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(LogLinesTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}

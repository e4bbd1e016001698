package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A process that cannot go on ends, so that something can start another. */
@Execution(ExecutionMode.CONCURRENT)
class BreakdownTest {

    @TempDir
    Path folder;

    @Test
    void aProcessWithoutFreeDescriptorsAcceptsAgainWhenThereAreSome() throws Exception {
        try (LastroomProcess service = LastroomProcess.start(folder, "serve", "--port", "0")) {
            URI url = URI.create(service.url());
            url.resolve("/healthz").toURL().openStream().close();
            // Fewer than it has: accepting fails.
            limitDescriptors(service, "8:4096");
            try (Socket waiting = new Socket(url.getHost(), url.getPort())) {
                waiting.getOutputStream().write("GET /healthz HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
                limitDescriptors(service, "4096:4096");
                assertThat(new String(waiting.getInputStream().readAllBytes(), US_ASCII))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    private static void limitDescriptors(LastroomProcess service, String limits) throws Exception {
        Process prlimit =
                new ProcessBuilder("prlimit", "--pid", Long.toString(service.pid()), "--nofile=" + limits).start();
        assertThat(prlimit.waitFor()).isZero();
    }

    @Test
    void aProcessThatRunsOutOfMemoryEnds() throws Exception {
        try (LastroomProcess service = LastroomProcess.java(folder, BrokenServe.class.getName())) {
            assertThat(service.end()).isEqualTo(EndOfProcess.BROKEN);
            assertThat(service.errors()).contains("the thread planted: java.lang.OutOfMemoryError");
        }
    }

    @Test
    void aProcessWithTooFewDescriptorsDoesNotStartAndOneWithFewWarns() throws Exception {
        try (LastroomProcess service = LastroomProcess.limited(folder, "-n 230", "serve", "--port", "0")) {
            assertThat(service.end()).isEqualTo(2);
            assertThat(service.errors()).contains("the limit of open files (ulimit -n) is 230");
        }
        try (LastroomProcess service = LastroomProcess.limited(folder, "-n 400", "serve", "--port", "0")) {
            assertThat(service.url()).isNotEmpty();
            assertThat(service.errors()).contains("connections are possible at a time", "limits: connections ");
        }
    }
}

package dev.lastroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    void aProcessWhoseListenerEndsEndsToo() throws Exception {
        try (LastroomProcess service = LastroomProcess.start(folder, "serve", "--port", "0")) {
            URI url = URI.create(service.url());
            // This loads what it needs to accept connections.
            url.resolve("/healthz").toURL().openStream().close();
            // Fewer than it has: accepting fails, and the web server closes its socket for good.
            Process lower =
                    new ProcessBuilder("prlimit", "--pid", Long.toString(service.pid()), "--nofile=8:8").start();
            assertThat(lower.waitFor()).isZero();
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                assertThat(socket.isConnected()).isTrue();
                assertThat(service.end()).isEqualTo(EndOfProcess.BROKEN);
            } catch (IOException e) {
                assertThat(service.end()).isEqualTo(EndOfProcess.BROKEN);
            }
            assertThat(service.errors()).contains("the listener: ", "the process cannot go on");
        }
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

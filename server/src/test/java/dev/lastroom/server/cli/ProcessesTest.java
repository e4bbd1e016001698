package dev.lastroom.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Execution(ExecutionMode.CONCURRENT)
class ProcessesTest {

    private static final int STATUS_OF_SIGTERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void aServiceIsReadyAndStopsGracefully() throws Exception {
        try (LastroomProcess service = LastroomProcess.start(folder, "serve", "--port", "0")) {
            assertThat(status(service.url() + "/readyz")).isEqualTo(200);
            assertThat(folder.resolve("data/lastroom.db")).exists();

            service.terminate();
            assertThat(service.end()).isEqualTo(STATUS_OF_SIGTERM);
            assertThat(service.errors()).contains("Stopped.").doesNotContain("Exception");
        }
    }

    @Test
    void aPortInUseIsReportedInOneSentence() throws Exception {
        try (LastroomProcess first = LastroomProcess.start(folder, "serve", "--port", "0")) {
            String port = Integer.toString(URI.create(first.url()).getPort());
            try (LastroomProcess second = LastroomProcess.start(folder, "serve", "--port", port)) {
                assertThat(second.end()).isEqualTo(1);
                assertThat(second.errors())
                        .startsWith("lastroom: The service cannot listen on 127.0.0.1:" + port)
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void theLinesOfTheDemoBookRepeatAndCancelEvenAfterARestart() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (LastroomProcess demo = LastroomProcess.start(folder, "demo", "--port", "0")) {
                assertThat(demo.lineWith("# ")).contains("Book a double room:");
                JsonNode booked = paste(demo.lineWith("curl"));
                assertThat(demo.lineWith("# ")).contains("Book again with the same key.");
                JsonNode repeated = paste(demo.lineWith("curl"));
                JsonNode cancelled = paste(demo.lineWith("curl"));

                assertThat(booked.path("success").asBoolean())
                        .as(booked.toString())
                        .isTrue();
                assertThat(booked.path("isFromCache").asBoolean()).isFalse();
                assertThat(repeated.path("isFromCache").asBoolean()).isTrue();
                assertThat(List.of(repeated.path("bookingId"), cancelled.path("bookingId")))
                        .containsOnly(booked.path("bookingId"));
                assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
            }
        }
    }

    @Test
    void theRaceSellsTheLastRoomOnceEachTime() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (LastroomProcess demo = LastroomProcess.start(folder, "demo", "--port", "0", "--race")) {
                assertThat(demo.lineWith(" buyers, one room on"))
                        .startsWith("✓ 50 buyers, ")
                        .contains(" has it after ", "; 49 were told that it is sold out");
                assertThat(demo.errors()).doesNotContain("/v1/bookings", "WARN");
            }
        }
    }

    private static JsonNode paste(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", line).start();
        String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as(line).isZero();
        return JsonMapper.shared().readTree(out);
    }

    private static int status(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}

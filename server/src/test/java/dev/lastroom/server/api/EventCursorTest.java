package dev.lastroom.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.server.testing.TestService;
import dev.lastroom.store.sqlite.SqliteBackup;
import dev.lastroom.store.sqlite.SqliteSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower learns when its database was restored from a backup and the log now ends before its cursor. */
class EventCursorTest {

    @TempDir
    private Path folder;

    private TestService service;

    /** The cursor up to which the restored log has what the follower has seen. */
    private String kept;

    /** The cursor after the events that the restore lost. */
    private String lost;

    @BeforeEach
    void restore() {
        SqliteSettings database = SqliteSettings.of(folder.resolve("hotel.db"));
        Path backup = folder.resolve("backup.db");
        try (TestService before = TestService.on(folder).withHotel(3)) {
            kept = cursor(before);
            SqliteBackup.backup(database, backup, false, _ -> {});
            before.post("/v1/bookings", TestService.booking("anna", "2027-01-15", "2027-01-17"))
                    .hasStatus(201);
            lost = cursor(before);
        }
        SqliteBackup.restore(backup, database, true, TestService.NOW, _ -> {});
        service = TestService.on(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String cursor(TestService service) {
        return service.get("/v1/events?limit=200").hasStatus(200).at("/nextCursor");
    }

    @Test
    void aReaderBeyondTheLogIsRefused() {
        Reply refused = service.get("/v1/events?after=" + lost).isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        assertThat(refused.at("/details/cursor")).isEqualTo(lost);
        assertThat(refused.at("/details/lastEventId")).isEqualTo(kept);
    }

    @Test
    void aReconnectingStreamBeyondTheLogIsRefused() {
        service.get("/v1/events/stream?after=" + lost).isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        service.get("/v1/events/stream", "Last-Event-ID", lost).isProblem(ErrorCode.CURSOR_BEYOND_LOG);
    }

    @Test
    void aWebhookBeginsAndGoesOnWithinTheLog() {
        service.post("/v1/webhooks", webhook(lost)).isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        String id = service.post("/v1/webhooks", webhook(kept)).hasStatus(201).at("/webhookId");
        String replay = "/v1/webhooks/" + id + "/replay";
        service.post(replay, "{\"after\": \"" + lost + "\"}").isProblem(ErrorCode.CURSOR_BEYOND_LOG);
        service.post(replay, "{\"after\": \"" + kept + "\"}").hasStatus(200);
    }

    private static String webhook(String after) {
        return "{\"url\": \"https://example.com/hook\", \"after\": \"" + after + "\"}";
    }

    @Test
    void theEndOfTheLogIsAValidCursor() {
        assertThat(service.get("/v1/events?after=" + kept).hasStatus(200).at("/nextCursor"))
                .isEqualTo(kept);
    }
}

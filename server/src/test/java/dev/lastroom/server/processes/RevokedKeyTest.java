package dev.lastroom.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.cli.LastroomProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The keys command and a running server, each in a process of its own. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class RevokedKeyTest {

    @TempDir
    private Path folder;

    @Test
    void aRunningServerLearnsOfNewAndOfRevokedKeys() throws Exception {
        String first = keys("create", "--owner", "desk", "--role", "reader");
        try (Server server = Server.start(folder, "--db", "jdbc:sqlite:" + folder.resolve("hotel.db"))) {
            assertThat(status(server, first)).isEqualTo(200);
            assertThat(status(server, "wrong")).isEqualTo(401);

            String second = keys("create", "--owner", "desk", "--role", "admin");
            await(server, second, 200);
            keys("revoke", second.substring("lr_".length(), "lr_".length() + 12));
            await(server, second, 401);
            assertThat(status(server, first)).isEqualTo(200);
            server.process().terminate();
            server.process().end();
            assertThat(server.process().errors()).doesNotContain(first, second);
        }
    }

    private static int status(Server server, String key) {
        return server.get("/v1/properties", "Authorization", "Bearer " + key).status();
    }

    /** Asks until the answer is the expected one. The test's timeout ends the wait. */
    private static void await(Server server, String key, int status) {
        while (status(server, key) != status) {
            Thread.onSpinWait();
        }
    }

    private String keys(String... args) throws Exception {
        String[] all = new String[args.length + 1];
        all[0] = "keys";
        System.arraycopy(args, 0, all, 1, args.length);
        try (LastroomProcess process = LastroomProcess.start(folder, all)) {
            String out = process.rest();
            assertThat(process.end()).as(process.errors()).isZero();
            return out.strip();
        }
    }
}

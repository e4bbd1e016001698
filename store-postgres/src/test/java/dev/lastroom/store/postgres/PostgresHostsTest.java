package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** URLs with several hosts, some of which do not work as they should. */
@Timeout(180)
class PostgresHostsTest {

    private static String url(String hosts) {
        return "jdbc:postgresql://" + hosts + "/postgres?user=postgres";
    }

    private static String host(ServerSocket socket) {
        return "localhost:" + socket.getLocalPort();
    }

    private static String primary() {
        return "localhost:"
                + URI.create(PostgresServer.url("postgres").substring("jdbc:".length()))
                        .getPort();
    }

    private static ServerSocket listen(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getByName("localhost"));
    }

    /** Fills the queue of a host, so that it accepts no more connections and drops whatever arrives. */
    private static List<Socket> fill(ServerSocket host) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(host.getLocalSocketAddress(), 200);
                waiting.add(socket);
            } catch (SocketTimeoutException e) {
                socket.close();
                return waiting;
            }
        }
    }

    private static int refusing() throws IOException {
        try (ServerSocket socket = listen(1)) {
            return socket.getLocalPort();
        }
    }

    /** One is silent, one drops packets and one refuses. The last is a primary, whether or not the URL asks for one. */
    @Test
    void hostsThatDoNotAnswerDoNotKeepAStoreFromOpening() throws Exception {
        try (ServerSocket silent = listen(50);
                ServerSocket full = listen(1)) {
            List<Socket> waiting = fill(full);
            String hosts = String.join(",", host(silent), host(full), "localhost:" + refusing(), primary());
            try (PostgresDatabase database = new PostgresDatabase()) {
                String url = "jdbc:postgresql://" + hosts + "/" + database.name() + "?user=postgres&targetServerType=";
                for (String type : List.of("primary", "any")) {
                    try (Store store = PostgresStore.open(PostgresSettings.of(url + type))) {
                        store.reads().ping();
                    }
                }
            }
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void theErrorGivesTheAnswerOfEachHost() throws Exception {
        try (ServerSocket silent = listen(50)) {
            String refusing = "localhost:" + refusing();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> PostgresStore.open(PostgresSettings.of(url(host(silent) + "," + refusing))))
                    .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE))
                    .withMessageContainingAll(
                            "The database localhost,localhost/postgres cannot be opened",
                            host(silent) + ": ",
                            "timed out",
                            refusing + ": ",
                            "refused");
        }
    }

    /** A standby answers reads, but it writes nothing, and what it shows may be old. */
    @Test
    void aStandbyIsPassedOverUntilItIsPromoted(@TempDir Path folder) throws Exception {
        try (OwnServer server = new OwnServer(folder)) {
            server.becomeStandby();
            String standby = "localhost:" + server.port();
            try (Store store = PostgresStore.open(PostgresSettings.of(url(standby + "," + primary())))) {
                store.reads().ping();
            }
            PostgresSettings alone = PostgresSettings.of(url(standby));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> PostgresStore.open(alone))
                    .withMessageContaining(standby + ": is a standby");
            server.run("SELECT pg_promote()");
            try (Store store = PostgresStore.open(alone)) {
                store.reads().ping();
            }
            aStoreThatHasSeenThePromotedOneLeavesTheOther(standby);
        }
    }

    /** Both are primaries, but the second is in its first timeline, like one that its standby has replaced. */
    private static void aStoreThatHasSeenThePromotedOneLeavesTheOther(String promoted) throws Exception {
        PostgresSettings settings = PostgresSettings.of(url(primary() + "," + promoted));
        PostgresHosts hosts = new PostgresHosts(settings.url());
        try (PostgresPools pools = new PostgresPools(hosts, "public", settings, 2)) {
            long start = System.nanoTime();
            assertThat(host(pools::writer, pools)).isEqualTo(primary());
            assertThat(host(pools.readers()::getConnection, pools)).isEqualTo(primary());
            pools.broke(start);
            assertThat(host(pools::writer, pools)).isEqualTo(promoted);
            // Idle connections of the other pool are dropped. An earlier break says nothing about the new host.
            assertThat(host(pools.readers()::getConnection, pools)).isEqualTo(promoted);
            pools.broke(start);
            assertThat(host(pools::writer, pools)).isEqualTo(promoted);
            // Now the replaced primary is asked first.
            pools.broke(System.nanoTime());
            assertThat(host(pools::writer, pools)).isEqualTo(promoted);
        }
    }

    private static String host(Callable<Connection> connections, PostgresPools pools) throws Exception {
        Connection connection = connections.call();
        try {
            String url = connection.getMetaData().getURL();
            return "localhost:" + URI.create(url.substring("jdbc:".length())).getPort();
        } finally {
            pools.giveBack(connection);
        }
    }

    /** An administrator may forbid reading the timeline. Then every primary is as good as another. */
    @Test
    void aPrimaryThatHidesItsTimelineIsTaken() throws Exception {
        try (PostgresDatabase database = new PostgresDatabase();
                Connection admin = database.connect();
                var statement = admin.createStatement()) {
            statement.execute("CREATE ROLE plain_" + database.name() + " LOGIN");
            statement.execute("REVOKE EXECUTE ON FUNCTION pg_walfile_name(pg_lsn) FROM PUBLIC");
            PostgresHosts hosts = new PostgresHosts("jdbc:postgresql://" + primary() + ",localhost:" + refusing() + "/"
                    + database.name() + "?user=plain_" + database.name());
            hosts.connect(PostgresSession.opening("")).close();
            statement.execute("DROP ROLE plain_" + database.name());
        }
    }
}

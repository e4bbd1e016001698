package dev.lastroom.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The hosts of a URL, one of which is the primary. Each has a time of its own to answer, so that one that hangs does not
 * keep the others from being asked; and the one that answered last is asked first, so that it costs that time once. No
 * connection is made to a standby: it refuses writes, and what it shows may be old. Thread-safe.
 */
final class PostgresHosts {

    /** How long one host may take until a connection to it is set up: a name to look up, TLS, a password. */
    static final Duration HOST_WAIT = Duration.ofSeconds(2);

    private static final String UNABLE_TO_CONNECT = "08001";

    private record Host(String name, int port) {

        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    private final String url;
    private final String database;
    private final @Nullable String schema;
    private final List<Host> hosts;
    private volatile int answeredLast;

    /**
     * @throws IllegalArgumentException if the URL is malformed
     */
    PostgresHosts(String url) {
        PGSimpleDataSource all = new PGSimpleDataSource();
        all.setUrl(url);
        String[] names = all.getServerNames();
        int[] ports = all.getPortNumbers();
        this.url = url;
        this.database = String.valueOf(all.getDatabaseName());
        this.schema = all.getCurrentSchema();
        this.hosts = IntStream.range(0, names.length)
                .mapToObj(i -> new Host(names[i], ports[i]))
                .toList();
    }

    /** The schema that the URL names. */
    Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /**
     * Connects to the first host that is a primary, and sets the session.
     *
     * @throws SQLException with what each host said, if none is
     */
    Connection connect(PostgresSession session) throws SQLException {
        int first = answeredLast;
        List<SQLException> said = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            int place = (first + i) % hosts.size();
            try {
                Connection connection = connect(hosts.get(place), session);
                answeredLast = place;
                return connection;
            } catch (SQLException e) {
                said.add(new SQLException(hosts.get(place) + ": " + e.getMessage(), e.getSQLState(), e));
            }
        }
        throw said.size() == 1 ? said.getFirst() : ofAll(said);
    }

    private static SQLException ofAll(List<SQLException> said) {
        SQLException all = new SQLException(
                said.stream().map(SQLException::getMessage).collect(Collectors.joining("; ")), UNABLE_TO_CONNECT);
        said.forEach(all::addSuppressed);
        return all;
    }

    private Connection connect(Host host, PostgresSession session) throws SQLException {
        int waitSeconds = Math.toIntExact(HOST_WAIT.toSeconds());
        PGSimpleDataSource one = new PGSimpleDataSource();
        one.setUrl(url);
        one.setServerNames(new String[] {host.name()});
        one.setPortNumbers(new int[] {host.port()});
        one.setTargetServerType("any");
        // The driver gives up after the first of these; the others end what it leaves behind.
        one.setLoginTimeout(waitSeconds);
        one.setConnectTimeout(waitSeconds);
        one.setSocketTimeout(waitSeconds);
        one.setSslResponseTimeout(Math.toIntExact(HOST_WAIT.toMillis()));
        one.setTcpKeepAlive(true);
        one.setApplicationName("lastroom-" + session.name());
        one.setBinaryTransferEnable(ColumnArray.TYPES);
        // What a row holds is nothing for a log: without this, errors quote the values of a statement and of its row.
        one.setLogServerErrorDetail(false);
        // Not before it is known whether a pooler would mix up what is prepared.
        one.setPrepareThreshold(0);
        // A pooler does not know this parameter, and each session is given its schema anyway.
        one.setCurrentSchema(null);
        Connection connection = one.getConnection();
        try {
            session.begin(connection);
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(session.answerLimit().toMillis()));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return hosts.stream().map(Host::name).collect(Collectors.joining(",")) + "/" + database;
    }
}

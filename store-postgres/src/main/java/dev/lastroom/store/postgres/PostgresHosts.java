package dev.lastroom.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts of a URL, one of which is the primary. Each has a time of its own to answer, so that one that hangs does not
 * keep the others from being asked; and the one that answered last is asked first, so that it costs that time once. Once a
 * connection to it broke, it is asked last: a host that hangs may have been replaced. No connection is made to a standby: it
 * refuses writes, and what it shows may be old.
 *
 * <p>A primary that was held up while its standby took over does not know that: there are two. Each promotion begins a
 * timeline, so of two primaries the one with the older timeline was replaced. Nobody connects to it any more who has seen
 * the newer one, and the connections that are there are dropped. Thread-safe.
 */
final class PostgresHosts {

    /** How long one host may take until a connection to it is set up: a name to look up, TLS, a password. */
    static final Duration HOST_WAIT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHosts.class);

    private static final String UNABLE_TO_CONNECT = "08001";
    private static final String CANNOT_CONNECT_NOW = "57P03";

    /** The first eight digits of the name of the file that is written to. */
    private static final String TIMELINE =
            "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint";

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
    private final AtomicLong newestTimeline = new AtomicLong();
    private volatile Runnable takenOver = () -> {};
    private volatile int answeredLast;
    private volatile long answersSince = System.nanoTime();
    private volatile boolean doubted;

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
        int first = doubted ? answeredLast + 1 : answeredLast;
        List<SQLException> said = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            int place = (first + i) % hosts.size();
            try {
                Connection connection = connect(hosts.get(place), session);
                answered(place);
                return connection;
            } catch (SQLException e) {
                said.add(new SQLException(hosts.get(place) + ": " + e.getMessage(), e.getSQLState(), e));
            }
        }
        throw said.size() == 1 ? said.getFirst() : ofAll(said);
    }

    private void answered(int place) {
        if (place != answeredLast) {
            answersSince = System.nanoTime();
            answeredLast = place;
        }
        doubted = false;
    }

    /**
     * A connection broke, or a commit on it was not answered: from now on the others are asked first.
     *
     * @param since when the connection was taken, by {@link System#nanoTime}: if another host has answered since, it was
     *     not that one's
     */
    void doubt(long since) {
        doubted |= since - answersSince >= 0;
    }

    /** What is to be done when another host has become the primary: to drop the connections that are there. */
    void onTakeover(Runnable drop) {
        takenOver = drop;
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
            if (hosts.size() > 1) {
                compareTimeline(host, connection);
            }
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(session.answerLimit().toMillis()));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void compareTimeline(Host host, Connection connection) throws SQLException {
        long timeline = timeline(connection);
        long newest = newestTimeline.getAndAccumulate(timeline, Math::max);
        if (timeline < newest) {
            throw new SQLException(
                    "was the primary until another host took over: its timeline is " + timeline
                            + ", and a newer one is " + newest,
                    CANNOT_CONNECT_NOW);
        }
        if (newest > 0 && timeline > newest) {
            LOG.warn(
                    "{} has taken over as the primary, with timeline {}: older connections are dropped",
                    host,
                    timeline);
            takenOver.run();
        }
    }

    /** Gives 0, and so trusts every primary, where the administrator or a service that runs PostgreSQL does not tell it. */
    private static long timeline(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TIMELINE)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            if (PostgresFailures.isNotOffered(e)) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return hosts.stream().map(Host::name).collect(Collectors.joining(",")) + "/" + database;
    }
}

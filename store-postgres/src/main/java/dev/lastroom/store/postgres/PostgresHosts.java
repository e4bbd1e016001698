package dev.lastroom.store.postgres;

import dev.lastroom.store.postgres.sql.ColumnArray;
import dev.lastroom.store.postgres.sql.PostgresFailures;
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
 * The hosts of a URL, one of which is the primary. Thread-safe.
 *
 * <p>Each host has its own time limit to answer, so a host that hangs does not keep the others from being asked. The
 * host that answered last is asked first, so the delay is paid once. After a connection to it breaks, it is asked last:
 * a host that hangs may have been replaced. No connection is made to a standby, which refuses writes and may show old
 * data.
 *
 * <p>A primary that stalled while its standby took over does not know it was replaced, so there are two primaries. Each
 * promotion begins a timeline; of two primaries, the one with the older timeline was replaced. Once a server has seen
 * the newer timeline, it no longer connects to the older primary, and it drops its connections to it.
 */
final class PostgresHosts {

    /** How long connection setup may take on one host: name look-up, TLS and password. */
    static final Duration HOST_WAIT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHosts.class);

    private static final String UNABLE_TO_CONNECT = "08001";
    private static final String CANNOT_CONNECT_NOW = "57P03";

    /** The first eight digits of the name of the WAL file in use. */
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
     * Reads the hosts from a URL.
     *
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

    /** Returns the schema that the URL names. */
    Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /**
     * Connects to the first host that is a primary, and sets up the session.
     *
     * @throws SQLException with each host's answer, if none is a primary
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
     * Records that a connection broke or that a commit on it got no answer: the other hosts are asked first from now
     * on.
     *
     * @param since when the connection was taken, by {@link System#nanoTime}; if another host has answered since, that
     *     host is not doubted
     */
    void doubt(long since) {
        doubted |= since - answersSince >= 0;
    }

    /** Sets what to run when another host has become the primary: it must drop existing connections. */
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
        // The driver gives up after the first limit; the others end what it leaves behind.
        one.setLoginTimeout(waitSeconds);
        one.setConnectTimeout(waitSeconds);
        one.setSocketTimeout(waitSeconds);
        one.setSslResponseTimeout(Math.toIntExact(HOST_WAIT.toMillis()));
        one.setTcpKeepAlive(true);
        one.setApplicationName("lastroom-" + session.name());
        one.setBinaryTransferEnable(ColumnArray.TYPES);
        // Row contents do not belong in a log. Without this, errors quote the values of a statement and its row.
        one.setLogServerErrorDetail(false);
        // Off until it is known whether a pooler would mix up prepared statements.
        one.setPrepareThreshold(0);
        // A pooler does not know this parameter, and each session sets its schema anyway.
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
                            + ", but a newer one is " + newest,
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

    /** Returns the timeline, or 0, which trusts every primary, if the administrator or a hosting service hides it. */
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

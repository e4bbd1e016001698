package dev.lastroom.proof.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.proof.crash.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One machine of the cluster: a member of etcd, Patroni, and the PostgreSQL that Patroni manages. They run on the
 * project's own files. Only addresses and folders are replaced. For one thread.
 */
final class Machine implements AutoCloseable {

    /** What no operator needs: this machine may have a watchdog of its own, and a folder for sockets, or neither. */
    private static final String ON_ONE_MACHINE = """
            watchdog:
              mode: 'off'
            postgresql:
              parameters:
                unix_socket_directories: ''
            """;

    /** The line of postmaster.pid with the key and id of a shared memory segment, which outlives killed processes. */
    private static final int SHARED_MEMORY_LINE = 6;

    private static final long END_SECONDS_MAX = 60;
    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final String name;
    private final Path data;
    private final MachinePorts ports;
    private final MachineNetwork network;
    private final Map<String, String> environment;
    private final Service etcd;
    private final Service patroni;

    /**
     * Starts it.
     *
     * @param number its place in the cluster, from 0
     * @param all the ports of all machines
     * @param folder of the cluster, which belongs to the database's user
     */
    Machine(int number, List<MachinePorts> all, Path folder) throws IOException {
        this.name = name(number);
        this.ports = all.get(number);
        this.network =
                new MachineNetwork(ports, all.stream().map(MachinePorts::etcd).toList());
        Path home = folder(folder.resolve(name));
        this.data = home.resolve("postgres");
        this.environment = environment(all, home);
        Path rules = folder(home.resolve("patroni"));
        file(rules.resolve("patroni.yml"), ReferenceFiles.text("patroni.yml"));
        file(rules.resolve("trial.yml"), ON_ONE_MACHINE);
        this.etcd = new Service(
                "etcd", List.of(Programs.ETCD.toString()), environment, home, ReferenceFiles.restartAfter("etcd.conf"));
        this.patroni = new Service(
                "patroni",
                List.of(Programs.PATRONI.toString(), rules.toString()),
                environment,
                home,
                ReferenceFiles.restartAfter("patroni.conf"));
    }

    private static String name(int number) {
        return "db" + (number + 1);
    }

    private static Path folder(Path path) throws IOException {
        Files.createDirectory(path);
        Programs.giveToDatabaseUser(path);
        return path;
    }

    private static void file(Path path, String text) throws IOException {
        Files.writeString(path, text, UTF_8);
        Programs.giveToDatabaseUser(path);
    }

    private Map<String, String> environment(List<MachinePorts> all, Path home) throws IOException {
        Map<String, String> set = ReferenceFiles.environment("cluster.env", "passwords.env", "node.env");
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            members.append(i == 0 ? "" : ",")
                    .append(name(i) + "=http://" + MachinePorts.LOOPBACK + ":")
                    .append(all.get(i).etcdPeers());
        }
        String peers = "http://" + MachinePorts.LOOPBACK + ":" + ports.etcdPeers();
        String clients = "http://" + MachinePorts.LOOPBACK + ":" + ports.etcd();
        Map<String, String> here = new HashMap<>();
        here.put("ETCD_INITIAL_CLUSTER", members.toString());
        here.put("ETCD_NAME", name);
        here.put("ETCD_DATA_DIR", home.resolve("etcd").toString());
        here.put("ETCD_LISTEN_PEER_URLS", peers);
        here.put("ETCD_INITIAL_ADVERTISE_PEER_URLS", peers);
        here.put("ETCD_LISTEN_CLIENT_URLS", clients);
        here.put("ETCD_ADVERTISE_CLIENT_URLS", clients);
        here.put("PATRONI_NAME", name);
        here.put("PATRONI_ETCD_HOSTS", network.forEtcd());
        here.put("PATRONI_RESTAPI_LISTEN", MachinePorts.LOOPBACK + ":" + ports.restApi());
        here.put("PATRONI_RESTAPI_CONNECT_ADDRESS", network.forRestApi());
        here.put("PATRONI_POSTGRESQL_LISTEN", MachinePorts.LOOPBACK + ":" + ports.postgres());
        here.put("PATRONI_POSTGRESQL_CONNECT_ADDRESS", network.forStandbys());
        here.put("PATRONI_POSTGRESQL_DATA_DIR", data.toString());
        here.put("PATRONI_POSTGRESQL_BIN_DIR", Programs.postgres().toString());
        here.put("PATRONI_POSTGRESQL_PGPASS", home.resolve("pgpass").toString());
        here.forEach((variable, value) -> Objects.requireNonNull(set.replace(variable, value), variable));
        // etcd tells its clients where its members are. These addresses would go around the network that can be cut.
        set.put("PATRONI_ETCD_USE_PROXIES", "true");
        set.put("PATH", PATH);
        set.put("HOME", home.toString());
        set.put("LANG", "C.UTF-8");
        return set;
    }

    String name() {
        return name;
    }

    MachineNetwork network() {
        return network;
    }

    /** The address of Patroni's REST API, not through the network. */
    String restApi() {
        return "http://" + MachinePorts.LOOPBACK + ":" + ports.restApi();
    }

    /** The value of a variable of the reference files. */
    String variable(String variable) {
        return Objects.requireNonNull(environment.get(variable), variable);
    }

    /** Connects to its PostgreSQL as superuser, not through the network. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + MachinePorts.LOOPBACK + ":" + ports.postgres() + "/" + database
                        + "?loginTimeout=2&connectTimeout=2&socketTimeout=5",
                variable("PATRONI_SUPERUSER_USERNAME"),
                variable("PATRONI_SUPERUSER_PASSWORD"));
    }

    /** Runs a statement directly in this server, not through Lastroom. */
    void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns whether a query returns true; false if PostgreSQL does not answer. */
    boolean says(String query) {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether its PostgreSQL takes writes. */
    boolean isPrimary() {
        return says("SELECT NOT pg_is_in_recovery()");
    }

    /** Suspends everything: it answers nobody, and closes no connection. */
    void hang() throws IOException, InterruptedException {
        Signals.stop(everything());
    }

    void goOn() throws IOException, InterruptedException {
        Signals.goOn(everything());
    }

    /** Kills PostgreSQL alone. */
    void killPostgres() throws IOException, InterruptedException {
        Signals.kill(postmaster().stream().toList());
    }

    /** Kills PostgreSQL and Patroni. Patroni is restarted, as its unit says. */
    void killPatroniToo() throws IOException, InterruptedException {
        Signals.kill(Stream.of(patroni.process(), postmaster())
                .flatMap(Optional::stream)
                .toList());
    }

    /** Kills everything. Nothing is restarted. */
    void losePower() throws IOException, InterruptedException {
        holdServices(true);
        Signals.kill(everything());
    }

    /** Removes PostgreSQL's files, once it has ended. */
    void loseDisk() throws IOException, InterruptedException {
        Optional<ProcessHandle> postmaster = postmaster();
        if (postmaster.isPresent()) {
            awaitEnd(postmaster.get());
        }
        removeSharedMemory();
        Folders.remove(data);
    }

    /** Starts what is started with the machine. */
    void powerUp() {
        holdServices(false);
    }

    private void holdServices(boolean on) {
        etcd.hold(on);
        patroni.hold(on);
    }

    private List<ProcessHandle> everything() throws IOException {
        return Stream.of(patroni.process(), etcd.process(), postmaster())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The process that started all others of PostgreSQL. */
    private Optional<ProcessHandle> postmaster() throws IOException {
        List<String> file = pidFile();
        return file.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(file.getFirst().strip()));
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Ends all processes at once. */
    @Override
    public void close() throws IOException {
        try {
            goOn();
            holdServices(true);
            Signals.kill(Stream.of(patroni.process(), etcd.process())
                    .flatMap(Optional::stream)
                    .toList());
            etcd.close();
            patroni.close();
            Optional<ProcessHandle> postmaster = postmaster();
            if (postmaster.isPresent()) {
                // An immediate shutdown, which leaves no shared memory behind.
                Signals.send("QUIT", postmaster.stream());
                awaitEnd(postmaster.get());
            } else {
                removeSharedMemory();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            network.close();
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(END_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    private void removeSharedMemory() throws IOException, InterruptedException {
        List<String> file = pidFile();
        if (file.size() > SHARED_MEMORY_LINE) {
            Signals.run("ipcrm -m " + file.get(SHARED_MEMORY_LINE).strip().split(" +", 2)[1]);
        }
    }
}

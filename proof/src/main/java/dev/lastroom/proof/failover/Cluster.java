package dev.lastroom.proof.failover;

import dev.lastroom.proof.crash.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The reference cluster of {@code deploy/patroni}, all its machines on loopback. For one thread. */
final class Cluster implements AutoCloseable {

    private static final int MACHINES = 3;
    private static final Duration WAIT_MAX = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 50;

    private static final String USER = "lastroom";
    private static final String PASSWORD = "lastroom";

    private final Path folder = Folders.make();
    private final List<Machine> machines = new ArrayList<>();
    private final PatroniApi api = new PatroniApi();
    private final Thread atExit = new Thread(this::end);
    private boolean synchronous = true;

    /** Starts it, and waits until it is whole. */
    Cluster() throws IOException, SQLException, InterruptedException, TimeoutException {
        Programs.giveToDatabaseUser(folder);
        // Interrupting a trial must leave no processes, least of all suspended ones that nothing wakes.
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            List<MachinePorts> ports = MachinePorts.find(MACHINES);
            for (int i = 0; i < MACHINES; i++) {
                machines.add(new Machine(i, ports, folder));
            }
            awaitWhole().execute("postgres", "CREATE USER " + USER + " PASSWORD '" + PASSWORD + "'");
        } catch (IOException | SQLException | InterruptedException | TimeoutException e) {
            close();
            throw e;
        }
    }

    /** Makes an empty database for Lastroom, in place of the last one. */
    void makeDatabase() throws SQLException, InterruptedException, TimeoutException {
        Machine primary = awaitWhole();
        primary.execute("postgres", "DROP DATABASE IF EXISTS " + USER + " WITH (FORCE)");
        primary.execute("postgres", "CREATE DATABASE " + USER + " OWNER " + USER);
    }

    /** The JDBC URL of all machines. */
    String url() {
        String hosts =
                machines.stream().map(machine -> machine.network().forClients()).collect(Collectors.joining(","));
        return "jdbc:postgresql://" + hosts + "/" + USER + "?user=" + USER + "&password=" + PASSWORD;
    }

    /** Connects to Lastroom's database on the primary as superuser, not through Lastroom. */
    Connection connect() throws SQLException, InterruptedException, TimeoutException {
        return awaitPrimary().connect(USER);
    }

    boolean isSynchronous() {
        return synchronous;
    }

    /** Sets whether a primary waits until a standby has what it acknowledges, and waits until it does. */
    void setSynchronous(boolean on) throws IOException, InterruptedException, TimeoutException {
        api.configure(awaitWhole(), Map.of("synchronous_mode", on));
        synchronous = on;
        awaitWhole();
    }

    /** Waits until there is one primary, and both others follow it, one of them synchronously; returns the primary. */
    Machine awaitWhole() throws InterruptedException, TimeoutException {
        return await("the cluster is whole", this::wholeUnder);
    }

    private Optional<Machine> wholeUnder() {
        List<Machine> primaries = machines.stream().filter(Machine::isPrimary).toList();
        return primaries.size() == 1 && isWholeUnder(primaries.getFirst())
                ? Optional.of(primaries.getFirst())
                : Optional.empty();
    }

    private boolean isWholeUnder(Machine primary) {
        return primary.says("SELECT count(*) = " + (MACHINES - 1)
                        + " AND count(*) FILTER (WHERE sync_state = 'sync') = " + (synchronous ? 1 : 0)
                        + " FROM pg_stat_replication WHERE state = 'streaming' AND application_name LIKE 'db_'")
                && findSynchronousStandby(primary).isPresent() == synchronous;
    }

    private Optional<String> findSynchronousStandby(Machine asked) {
        try {
            return api.synchronousStandby(asked);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The standby that takes over if the primary is lost. */
    Machine synchronousStandby(Machine primary) {
        String name = findSynchronousStandby(primary).orElseThrow();
        return machines.stream()
                .filter(machine -> machine.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** Waits until a machine other than {@code old} is the primary. */
    void awaitOtherPrimary(Machine old) throws InterruptedException, TimeoutException {
        await(
                "another machine is the primary",
                () -> machines.stream()
                        .filter(machine -> machine != old)
                        .filter(Machine::isPrimary)
                        .findAny());
    }

    /** Waits until some machine is the primary, and returns it. */
    Machine awaitPrimary() throws InterruptedException, TimeoutException {
        return await(
                "there is a primary",
                () -> machines.stream().filter(Machine::isPrimary).findAny());
    }

    /** Has the synchronous standby take over from a primary that is well. */
    void switchOver(Machine primary) throws IOException, InterruptedException {
        api.switchOver(primary, synchronousStandby(primary).name());
    }

    private static Machine await(String what, Supplier<Optional<Machine>> look)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (true) {
            Optional<Machine> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException("Not within " + WAIT_MAX.toSeconds() + " s: " + what);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void end() {
        try {
            for (Machine machine : machines) {
                machine.close();
            }
            Folders.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
        api.close();
    }
}

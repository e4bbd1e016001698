package dev.lastroom.proof.failover;

import dev.lastroom.proof.network.FaultProxy;
import dev.lastroom.proof.network.NetworkFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network of one machine, which can be cut: all that others ask of its PostgreSQL and Patroni, and all that its
 * Patroni asks of etcd. Thread-safe.
 */
final class MachineNetwork implements AutoCloseable {

    private final FaultProxy clients;
    private final FaultProxy standbys;
    private final FaultProxy restApi;
    private final List<FaultProxy> etcd = new ArrayList<>();

    /** @param etcdPorts of all machines */
    MachineNetwork(MachinePorts ports, List<Integer> etcdPorts) throws IOException {
        this.clients = new FaultProxy(ports.postgres());
        this.standbys = new FaultProxy(ports.postgres());
        this.restApi = new FaultProxy(ports.restApi());
        for (int port : etcdPorts) {
            etcd.add(new FaultProxy(port));
        }
    }

    /** Where Lastroom finds PostgreSQL. */
    String forClients() {
        return address(clients);
    }

    /** Where the other machines find PostgreSQL. */
    String forStandbys() {
        return address(standbys);
    }

    String forRestApi() {
        return address(restApi);
    }

    /** Where its Patroni finds etcd. */
    String forEtcd() {
        return etcd.stream().map(MachineNetwork::address).collect(Collectors.joining(","));
    }

    private static String address(FaultProxy proxy) {
        return MachinePorts.LOOPBACK + ":" + proxy.port();
    }

    /** From now on nothing arrives, and no connection ends. */
    void cut() {
        all().forEach(MachineNetwork::cut);
    }

    /** Only the standbys get nothing from its PostgreSQL any more. */
    void cutFromStandbys() {
        cut(standbys);
    }

    private static void cut(FaultProxy proxy) {
        proxy.begin(NetworkFault.HALF_OPEN, 1);
    }

    /** New connections work again, and those that were cut are reset. */
    void heal() {
        all().forEach(proxy -> {
            proxy.end();
            proxy.resetDead();
        });
    }

    private Stream<FaultProxy> all() {
        return Stream.concat(Stream.of(clients, standbys, restApi), etcd.stream());
    }

    @Override
    public void close() throws IOException {
        for (FaultProxy proxy : all().toList()) {
            proxy.close();
        }
    }
}

package dev.lastroom.proof.failover;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the programs of one machine listen on loopback.
 *
 * @param etcdPeers the port of etcd for its other members
 * @param etcd the port of etcd for its clients
 * @param restApi the port of Patroni
 * @param postgres the port of PostgreSQL
 */
record MachinePorts(int etcdPeers, int etcd, int restApi, int postgres) {

    static final String LOOPBACK = "127.0.0.1";

    /** Linux gives no connection a port below 32768. One could be taken while its program is restarted. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    /** Finds free ports for several machines. */
    static List<MachinePorts> find(int machines) throws IOException {
        List<MachinePorts> found = new ArrayList<>();
        int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        for (int i = 0; i < machines; i++) {
            int etcdPeers = free(port);
            int etcd = free(etcdPeers + 1);
            int restApi = free(etcd + 1);
            int postgres = free(restApi + 1);
            found.add(new MachinePorts(etcdPeers, etcd, restApi, postgres));
            port = postgres + 1;
        }
        return found;
    }

    private static int free(int from) throws IOException {
        for (int port = from; port < from + LAST - FIRST; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // Another program has it.
            }
        }
        throw new IOException("No port is free from " + from + " on");
    }
}

package dev.lastroom.server.netty;

import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.edge.AccessLog;
import dev.lastroom.server.edge.Admission;
import dev.lastroom.server.edge.Budget;
import dev.lastroom.server.edge.Capacity;
import dev.lastroom.server.edge.Door;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.server.edge.InFlight;
import dev.lastroom.server.edge.Proxies;
import dev.lastroom.server.edge.Work;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.testing.TestService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;

/** The web server alone, which answers every request in the same way. */
final class FixedAnswer implements AutoCloseable {

    private final Connections connections;
    private final InFlight inFlight;
    private final WebServer server;

    FixedAnswer(byte[] content) {
        this(new Work.Answered(new Answer(200, new Answer.Bytes("application/octet-stream", content)), false));
    }

    FixedAnswer(Work work) {
        HttpSettings settings = TestService.SETTINGS;
        Capacity capacity = Capacity.of(settings.edge(), Capacity.Means.now());
        connections = new Connections(
                capacity, settings.idleTimeout(), settings.edge().writeTimeout(), _ -> false);
        inFlight = new InFlight(capacity.connections(), capacity.requestsOfOwner(), capacity.requestsOfKey());
        Door door = new Door(
                inFlight,
                new Admission(Keyring.open(), settings.rates(), System::nanoTime),
                Proxies.NONE,
                new Budget("requests", capacity.bytesInFlight()),
                new Budget("answers", capacity.bytesInFlight()),
                new AccessLog(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), false),
                _ -> work);
        server = WebServer.start(settings, InetAddress.getLoopbackAddress(), door, connections);
    }

    int port() {
        return server.port();
    }

    int openConnections() {
        return connections.count();
    }

    int requestsInFlight() {
        return inFlight.count();
    }

    @Override
    public void close() {
        server.close();
    }
}

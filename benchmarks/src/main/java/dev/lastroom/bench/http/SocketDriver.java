package dev.lastroom.bench.http;

import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.ClosedLoop;
import dev.lastroom.bench.load.ClosedLoop.LoopResult;
import dev.lastroom.bench.load.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The bench's own client: plain sockets on virtual threads, which use less CPU than an HTTP client. */
final class SocketDriver implements HttpDriver {

    @Override
    public String description() {
        return "the bench's own client, in its process; install wrk for one that costs less";
    }

    @Override
    public Driven drive(URI server, Load load, BenchRound round, Meter meter) throws InterruptedException {
        List<SocketClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < load.connections(); i++) {
                clients.add(new SocketClient(server, load, round, i));
            }
            LoopResult answers = ClosedLoop.play(clients, round.ramp(), round.window(), meter);
            long inAll = clients.stream().mapToLong(SocketClient::answered).sum();
            return new Driven(answers.micros().getTotalCount(), answers.seconds(), answers.latency(), inAll, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            clients.forEach(SocketClient::close);
        }
    }
}

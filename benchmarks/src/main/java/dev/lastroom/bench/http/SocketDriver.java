package dev.lastroom.bench.http;

import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Window;
import java.net.URI;
import java.util.List;

/** The bench's own client. */
final class SocketDriver implements HttpDriver {

    @Override
    public String description() {
        return "the bench's own client, in its process; install wrk for one that costs less";
    }

    @Override
    public Driven drive(URI server, Load load, BenchRound round, Meter meter) throws InterruptedException {
        Questions questions = new Questions(round, "main");
        Window window = new Window();
        try (Crowd crowd = new Crowd(List.of(server), load.connections(), () -> questions.bookings(load), 0, window)) {
            double seconds = Crowd.run(List.of(crowd), window, round.ramp(), round.window(), meter);
            return new Driven(
                    crowd.micros().getTotalCount(), seconds, Latency.ofMicros(crowd.micros()), crowd.answered(), 0);
        }
    }
}

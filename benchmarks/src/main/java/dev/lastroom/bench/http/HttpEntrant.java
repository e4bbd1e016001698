package dev.lastroom.bench.http;

import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Workload;
import java.util.List;

/**
 * A server that is driven over HTTP. It counts bookings, not requests.
 *
 * @param keeps whether the server's bookings are in the round's database
 */
record HttpEntrant(String name, ServerProcess server, Load load, HttpDriver driver, boolean keeps) implements Entrant {

    @Override
    public boolean plays(Workload workload) {
        return workload == EngineWorkload.UNIFORM;
    }

    @Override
    public Measured play(BenchRound round) throws InterruptedException {
        Meter meter = Meter.of(round.database(), List.of(server.handle()));
        HttpDriver.Driven driven = driver.drive(server.url(), load, round, meter);
        if (driven.unansweredMax() > 0) {
            ServerMetrics.awaitQuiet(server.url());
        }
        if (keeps) {
            round.account()
                    .bookedSomewhere(
                            driven.answeredInAll() * load.bookings(), (long) driven.unansweredMax() * load.bookings());
        }
        return new Measured(
                driven.measured() * load.bookings(),
                driven.seconds(),
                driven.latency(),
                meter.programSeconds(),
                meter.databaseSeconds(),
                null);
    }
}

package dev.lastroom.bench.http;

import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Meter;
import dev.lastroom.bench.load.Workload;

/**
 * A server that is driven over HTTP. It counts bookings, not requests.
 *
 * @param keeps whether the server's bookings are in the round's database
 */
record HttpEntrant(String name, ServerProcess server, Load load, HttpDriver driver, boolean keeps) implements Entrant {

    @Override
    public boolean plays(Workload workload) {
        return workload == Workload.UNIFORM;
    }

    @Override
    public Measured play(BenchRound round) throws InterruptedException {
        Meter meter = Meter.of(server.handle(), round.database());
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

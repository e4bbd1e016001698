package dev.lastroom.bench.load;

import dev.lastroom.bench.contender.Contender;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.ClosedLoop.LoopResult;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A contender in this process. Each round opens it anew, so no round has the caches or connections of another.
 *
 * @param name its name
 * @param open opens it on a database
 */
public record InProcess(String name, Function<BenchDatabase, Contender> open) implements Entrant {

    @Override
    public boolean plays(Workload workload) {
        return workload instanceof EngineWorkload;
    }

    @Override
    public Measured play(BenchRound round) throws InterruptedException {
        Meter meter = Meter.ofThisProcess(round.database());
        try (Contender contender = open.apply(round.database())) {
            LoopResult answers = ClosedLoop.play(Guests.of(round, contender), round.ramp(), round.window(), meter);
            OptionalDouble batchSize = contender.batchSize();
            return new Measured(
                    answers.micros().getTotalCount(),
                    answers.seconds(),
                    answers.latency(),
                    meter.programSeconds(),
                    meter.databaseSeconds(),
                    batchSize.isPresent() ? batchSize.getAsDouble() : null);
        } catch (ContenderFailedException e) {
            throw new ContenderFailedException(name + ": " + e.getMessage(), e);
        }
    }
}

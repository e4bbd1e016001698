package dev.lastroom.bench.load;

import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchDatabase;
import java.time.Duration;

/**
 * One contender's turn.
 *
 * @param database where it books
 * @param account receives the answers
 * @param workload what the clients ask for
 * @param clients how many clients; each waits for its answer before it asks again
 * @param ramp how long they ask before the measurement
 * @param window how long it is measured
 * @param seed decides all random choices
 * @param name begins every key: no other round on this database may have it
 */
public record BenchRound(
        BenchDatabase database,
        Account account,
        Workload workload,
        int clients,
        Duration ramp,
        Duration window,
        long seed,
        String name) {

    /** A copy with another number of clients. */
    public BenchRound withClients(int newClients) {
        return new BenchRound(database, account, workload, newClients, ramp, window, seed, name);
    }
}

package dev.lastroom.bench.run;

import dev.lastroom.bench.load.Workload;
import java.util.List;

/** After a round the database did not match the answers. Whatever its speed, such a run counts for nothing. */
public final class BrokenPromiseException extends RuntimeException {

    BrokenPromiseException(String entrant, Workload workload, int clients, List<String> wrong) {
        super(String.format(
                "%s with %,d clients of %s left a wrong account: %s",
                entrant, clients, workload.label(), String.join("; ", wrong)));
    }
}

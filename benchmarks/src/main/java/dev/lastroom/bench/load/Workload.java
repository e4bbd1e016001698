package dev.lastroom.bench.load;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients ask for. */
public sealed interface Workload permits EngineWorkload, ServiceWorkload {

    /** Its name on the command line, and in results. */
    @JsonValue
    String label();

    /** Describes it in words. */
    String description();

    /** How many clients it has: as many as planned, or a number of its own. */
    default List<Integer> clients(List<Integer> planned) {
        return planned;
    }

    /**
     * Returns the workload of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    static Workload of(String label) {
        return of(
                label,
                Stream.<Workload>concat(Stream.of(EngineWorkload.values()), Stream.of(ServiceWorkload.values()))
                        .toList());
    }

    /**
     * Returns the one of some workloads that has this name.
     *
     * @throws IllegalArgumentException if none has
     */
    static Workload of(String label, List<? extends Workload> among) {
        return among.stream()
                .filter(workload -> workload.label().equals(label))
                .findFirst()
                .<Workload>map(workload -> workload)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + among.stream().map(Workload::label).collect(Collectors.joining(", "))));
    }
}

package dev.lastroom.proof.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.store.ModelBed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs in which something never happens would prove nothing about it. */
@Execution(ExecutionMode.CONCURRENT)
class EverythingTest {

    /** Where threads race, a seed does not determine what happens, so runs go on until everything has. */
    private static final int SEEDS_MAX = 2_000;

    private static final List<Pattern> HAPPENS = Stream.of(
                    "Book\\[.*holdFor=PT.* -> done",
                    "Book\\[.*allotmentId=.* -> done",
                    "BookGroup\\[.* -> done .*, .*",
                    "ConfirmGroup\\[.* -> done",
                    "CancelGroup\\[.* -> done",
                    "Cancel\\[.* -> done",
                    "Amend\\[.* -> done",
                    "Extend\\[.* -> done",
                    "Advance\\[.* -> done",
                    "HoldExpired",
                    "TooManyHolds",
                    "CreateAllotment\\[.* -> done",
                    "ChangeAllotment\\[.* -> done",
                    "ReleaseAllotment\\[.* -> done",
                    "Join\\[.* -> done entry .* WAITING",
                    "AdvanceEntry\\[.* -> done entry .* ACCEPTED",
                    "AdvanceEntry\\[.* -> done entry .* DECLINED",
                    "OpenNights\\[.* -> done",
                    "replayed",
                    "IdempotencyConflict",
                    "failed, OUTCOME_UNKNOWN")
            .map(Pattern::compile)
            .toList();

    @ParameterizedTest
    @EnumSource
    void everythingHappens(Mode mode) throws InterruptedException {
        List<Pattern> missing = new ArrayList<>(HAPPENS);
        for (long seed = 1; !missing.isEmpty() && seed <= SEEDS_MAX; seed++) {
            List<String> lines =
                    new Simulator(new ModelBed()).play(seed, mode, Commands.ALL).trace();
            missing.removeIf(wanted ->
                    lines.stream().anyMatch(line -> wanted.matcher(line).find()));
        }
        assertThat(missing).as("events that never happen in %s", mode).isEmpty();
    }
}

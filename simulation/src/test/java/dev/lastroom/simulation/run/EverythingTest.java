package dev.lastroom.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.simulation.store.ModelBed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs in which something never happens would show nothing about it. */
class EverythingTest {

    private static final int SEEDS = 60;

    private static final List<String> HAPPENS = List.of(
            "Book\\[.*holdFor=PT.* -> booked",
            "Book\\[.*allotmentId=.* -> booked",
            "BookGroup\\[.* -> booked .*, .*",
            "ConfirmGroup\\[.* -> changed",
            "CancelGroup\\[.* -> cancelled",
            "Cancel\\[.* -> cancelled",
            "Amend\\[.* -> changed",
            "Extend\\[.* -> changed",
            "Advance\\[.* -> changed",
            "HoldExpired",
            "TooManyHolds",
            "CreateAllotment\\[.* -> set aside",
            "ChangeAllotment\\[.* -> changed",
            "ReleaseAllotment\\[.* -> changed",
            "Join\\[.* -> entry .* WAITING",
            "Answer\\[.* -> entry .* ACCEPTED",
            "Answer\\[.* -> entry .* DECLINED",
            "OpenNights\\[.* -> done",
            "replayed",
            "IdempotencyConflict",
            "failed, OUTCOME_UNKNOWN");

    @ParameterizedTest
    @EnumSource
    void everythingHappens(Mode mode) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            lines.addAll(
                    new Simulator(new ModelBed()).play(seed, mode, Commands.ALL).trace());
        }
        for (String wanted : HAPPENS) {
            assertThat(lines)
                    .as("%s in %s", wanted, mode)
                    .anyMatch(line -> Pattern.compile(wanted).matcher(line).find());
        }
    }
}

package dev.lastroom.proof.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.proof.store.Mistake;
import dev.lastroom.proof.store.MistakenBed;
import dev.lastroom.proof.store.SqliteBed;
import dev.lastroom.proof.store.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The judges of all kinds of commands find each mistake of a store, and nothing in a store without it. Fixed seeds give
 * the same schedules, and so the same findings, in every build.
 */
@Execution(ExecutionMode.CONCURRENT)
class MistakesTest {

    private static final int SEEDS_MAX = 24;

    @ParameterizedTest
    @EnumSource
    void theSeedThatFindsAMistakeFindsNothingWithoutIt(Mistake mistake) throws Exception {
        try (TestBed mistaken = new MistakenBed(mistake);
                TestBed right = new SqliteBed()) {
            List<String> found = new ArrayList<>();
            for (long seed : LongStream.rangeClosed(1, SEEDS_MAX).toArray()) {
                found.addAll(play(mistaken, seed).broken());
                if (!found.isEmpty()) {
                    System.out.println(mistake + ", seed " + seed + ": " + found.getFirst());
                    RunResult control = play(right, seed);
                    assertThat(control.broken()).as(control.command()).isEmpty();
                    break;
                }
            }
            assertThat(found).isNotEmpty();
        }
    }

    private static RunResult play(TestBed bed, long seed) throws InterruptedException {
        return new Simulator(bed).play(seed, Mode.SCHEDULE, Commands.ALL);
    }
}

package dev.lastroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

    private static final int COUNT = 1_000;
    private static final int DRAWS = 2_000_000;

    @Test
    void numberIIsDrawnOneIthAsOftenAsTheFirst() {
        long[] drawn = new long[COUNT];
        Zipf zipf = new Zipf(COUNT);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DRAWS; i++) {
            drawn[zipf.next(random)]++;
        }

        // The sum of 1 + 1/2 + … + 1/1000.
        double harmonic = 7.485470860550345;
        for (int i : new int[] {0, 1, 2, 9, 49}) {
            assertThat((double) drawn[i])
                    .as("draws of %s", i)
                    .isCloseTo(DRAWS / harmonic / (i + 1), withinPercentage(3));
        }
        assertThat(drawn).doesNotContain(0L);
    }

    @Test
    void aSingleNumberIsAlwaysDrawn() {
        assertThat(new Zipf(1).next(new SplittableRandom(1))).isZero();
    }
}

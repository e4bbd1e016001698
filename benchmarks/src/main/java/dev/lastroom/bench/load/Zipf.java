package dev.lastroom.bench.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random numbers by Zipf's law with exponent 1: {@code i} comes 1/(i+1) times as often as 0. Thread-safe. */
final class Zipf {

    private final double[] cumulated;

    /**
     * @param count numbers are 0 to {@code count} - 1
     */
    Zipf(int count) {
        cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
    }

    int next(RandomGenerator random) {
        double point = random.nextDouble(cumulated[cumulated.length - 1]);
        int found = Arrays.binarySearch(cumulated, point);
        return found >= 0 ? found + 1 : -found - 1;
    }
}

package dev.lastroom.proof.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any file is either read as a history or refused with a line and a column. */
class HistoryFuzzTest {

    /** The same in each build, which must not fail by chance. {@code -Dlastroom.seed} sets another. */
    private static final long SEED = 20_261_129;

    private static final int CHANGED_INPUTS = 400;
    private static final int LONG_INPUT = 10_000;
    private static final Duration LONG_INPUT_TIME_MAX = Duration.ofSeconds(1);
    private static final List<String> PIECES =
            List.of("\0", "\t", "\r", "\n", " ", "\"", "'", ",", ";", "-", ".", "0", "9", "a", "ä", "𝄞", "\uFEFF");
    private static final String WELL_FORMED =
            new String(HistoryFile.ofEveryRule().plain(), StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void anyChangedHistoryIsReadOrRefused() {
        long seed = Long.getLong("lastroom.seed", SEED);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String text = WELL_FORMED;
        for (int i = 0; i < CHANGED_INPUTS; i++) {
            String input = changed(i % 8 == 0 ? WELL_FORMED : text, random);
            assertThatCode(() -> check(input))
                    .as("-Dlastroom.seed=%d reads <%s>", seed, input)
                    .doesNotThrowAnyException();
            text = input;
        }
    }

    private void check(String input) throws IOException {
        Path file = Files.writeString(folder.resolve("history.csv"), input);
        try {
            StayHistory _ = HistoryReader.read(file);
        } catch (BadHistoryException e) {
            // The error names the wrong line and column.
        }
    }

    /** Returns the text with something inserted, removed, doubled or replaced somewhere. */
    private static String changed(String text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(Math.min(6, text.length() - from + 1));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        String put = switch (random.nextInt(4)) {
            case 0 -> piece;
            case 1 -> "";
            case 2 -> text.substring(from, to).repeat(2);
            default -> piece.repeat(random.nextInt(40));
        };
        return text.substring(0, from) + put + text.substring(to);
    }

    /** An algorithm of quadratic time would take far longer. */
    @Test
    void longFilesAreReadQuickly() throws IOException {
        for (String piece : List.of("0", " ", "-", "\"", "a,", "\n", WELL_FORMED)) {
            for (String head : new String[] {"", WELL_FORMED}) {
                String input = head + piece.repeat(1 + LONG_INPUT / piece.length());
                // The best of three, since others use the machine too.
                long best = Long.MAX_VALUE;
                for (int i = 0; i < 3 && best > LONG_INPUT_TIME_MAX.toNanos(); i++) {
                    long start = System.nanoTime();
                    check(input);
                    best = Math.min(best, System.nanoTime() - start);
                }
                assertThat(Duration.ofNanos(best)).isLessThan(LONG_INPUT_TIME_MAX);
            }
        }
    }
}

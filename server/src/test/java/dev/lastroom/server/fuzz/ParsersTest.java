package dev.lastroom.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Feeds every parser its seeds, a few thousand mutations of them, and long inputs. {@link JazzerTest} goes further. */
class ParsersTest {

    /** The same in each build, which must not fail by chance. {@code -Dlastroom.seed} sets another. */
    private static final long SEED = 20_261_129;

    static final List<FuzzTarget> TARGETS = Parsers.ALL;

    private static final int CHANGED_INPUTS = 400;
    private static final int LONG_INPUT = 10_000;
    private static final Duration LONG_INPUT_TIME_MAX = Duration.ofSeconds(1);
    private static final String SPECIAL = "\0\t\r\n \"',;|=+-@%&{}[]\\/.:0129aZä€𝄞\uFEFF";

    @ParameterizedTest
    @FieldSource("TARGETS")
    void seedsAndTheirMutationsAreReadOrRefused(FuzzTarget target) {
        long seed = Long.getLong("lastroom.seed", SEED);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (String input : target.seeds()) {
            check(target, input, seed);
            String changed = input;
            for (int i = 0; i < CHANGED_INPUTS; i++) {
                changed = i % 8 == 0 ? changed(input, random) : changed(changed, random);
                check(target, changed, seed);
            }
        }
    }

    private static void check(FuzzTarget target, String input, long seed) {
        assertThatCode(() -> target.property().check(input))
                .as("-Dlastroom.seed=%d: %s reads <%s>", seed, target.name(), input)
                .doesNotThrowAnyException();
    }

    /** Returns the text with something inserted, removed, doubled or replaced somewhere. */
    private static String changed(String text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(Math.min(6, text.length() - from + 1));
        int special = SPECIAL.offsetByCodePoints(0, random.nextInt(SPECIAL.codePointCount(0, SPECIAL.length())));
        String piece = SPECIAL.substring(special, SPECIAL.offsetByCodePoints(special, 1));
        String put = switch (random.nextInt(4)) {
            case 0 -> piece;
            case 1 -> "";
            case 2 -> text.substring(from, to).repeat(2);
            default -> piece.repeat(random.nextInt(40));
        };
        return text.substring(0, from) + put + text.substring(to);
    }

    /** An algorithm of quadratic time would take far longer. */
    @ParameterizedTest
    @FieldSource("TARGETS")
    void longInputsAreReadQuickly(FuzzTarget target) throws Exception {
        Stream<String> repeated =
                Stream.of("0", "9", " ", "-", "'", "=", "\"", "[", "{\"a\":", "a,", "\n", "|", "&a=", "ITEM|1|");
        for (String piece : Stream.concat(repeated, target.seeds().stream()).toList()) {
            for (String head : new String[] {"", target.seeds().getFirst()}) {
                String input = head + piece.repeat(1 + LONG_INPUT / piece.length());
                // The best of three, since others use the machine too.
                long best = Long.MAX_VALUE;
                for (int i = 0; i < 3 && best > LONG_INPUT_TIME_MAX.toNanos(); i++) {
                    long start = System.nanoTime();
                    target.property().check(input);
                    best = Math.min(best, System.nanoTime() - start);
                }
                assertThat(Duration.ofNanos(best)).as(target.name()).isLessThan(LONG_INPUT_TIME_MAX);
            }
        }
    }
}

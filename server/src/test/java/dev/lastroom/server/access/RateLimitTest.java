package dev.lastroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Problem;
import dev.lastroom.server.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each caller may send a limited number of requests in a time. */
class RateLimitTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong nanos = new AtomicLong();

    private RateLimit<String> limit(int perSecond) {
        return limit(perSecond, 100);
    }

    private RateLimit<String> limit(int perSecond, int bucketsMax) {
        return new RateLimit<>("a.limit", "Too much", perSecond, Duration.ofSeconds(1), bucketsMax, nanos::get);
    }

    private static long allowed(RateLimit<String> limit, String key, int tries) {
        return IntStream.range(0, tries).filter(_ -> limit.waitFor(key, 1) == 0).count();
    }

    /** Times of {@code System.nanoTime()} may be negative, and may overflow. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5, Long.MIN_VALUE})
    void aSecondsWorthAtOnceThenOneByOne(long start) {
        nanos.set(start);
        RateLimit<String> limit = limit(10);

        assertThat(allowed(limit, "a", 30)).isEqualTo(10);
        nanos.addAndGet(SECOND / 10 - 1);
        assertThat(allowed(limit, "a", 30)).isZero();
        nanos.addAndGet(1);
        assertThat(allowed(limit, "a", 30)).isEqualTo(1);
        nanos.addAndGet(SECOND);
        assertThat(allowed(limit, "a", 30)).isEqualTo(10);
        nanos.addAndGet(100 * SECOND);
        assertThat(allowed(limit, "a", 30)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1_000, Rates.MAX})
    void aRefusedCallerMayTryAgainAfterTheSecondThatTheAnswerSays(int perSecond) {
        RateLimit<String> limit = limit(perSecond);
        assertThat(allowed(limit, "a", perSecond + 10)).isEqualTo(perSecond);

        nanos.addAndGet(SECOND * ErrorCode.RATE_LIMITED.retryAfterSeconds());

        assertThat(allowed(limit, "a", 1)).isEqualTo(1);
    }

    @Test
    void everyKeyHasItsOwnBucketAndZeroMeansNoLimit() {
        RateLimit<String> limit = limit(2);
        assertThat(allowed(limit, "a", 5)).isEqualTo(2);
        assertThat(allowed(limit, "b", 5)).isEqualTo(2);
        assertThat(allowed(limit(0), "a", 100_000)).isEqualTo(100_000);
    }

    @Test
    void threadsTogetherGetNoMoreThanOneThread() throws Exception {
        RateLimit<String> limit = limit(1_000);
        long all = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(() -> allowed(limit, "a", 2_000));
            }
            for (Future<Long> one : threads.invokeAll(tasks)) {
                all += one.get();
            }
        }
        assertThat(all).isEqualTo(1_000);
    }

    @Test
    void severalTokensAreTakenTogetherOrNotAtAll() {
        RateLimit<String> limit = limit(10);

        assertThat(limit.waitFor("a", 7)).isZero();
        assertThat(limit.waitFor("a", 4)).isEqualTo(SECOND / 10);
        assertThat(limit.waitFor("a", 3)).isZero();
        nanos.addAndGet(SECOND);
        assertThat(limit.waitFor("a", 1_000)).as("a full bucket").isZero();
        assertThat(allowed(limit, "a", 1)).isZero();
    }

    @Test
    void theRefusalNamesTheLimitAndSaysWhenToTryAgain() {
        RateLimit<String> limit = new RateLimit<>("a.limit", "Too much", 5, Duration.ofDays(1), 100, nanos::get);
        limit.take("a", 5);

        assertThatThrownBy(() -> limit.take("a")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().message()).isEqualTo("Too much (a.limit)");
            assertThat(e.problem().details()).hasToString("{\"limit\":\"a.limit\",\"max\":5}");
            assertThat(e.problem().answer().headers())
                    .containsEntry("Retry-After", "17280")
                    .containsEntry("RateLimit-Policy", "\"a.limit\";q=5;w=86400")
                    .containsEntry("RateLimit", "\"a.limit\";r=0;t=17280");
        });
    }

    @Test
    void bucketsAreLimitedFullOnesAreForgottenAndExtraKeysShareOne() {
        RateLimit<String> limit = limit(2, 3);
        List.of("a", "b", "c").forEach(key -> assertThat(allowed(limit, key, 5)).isEqualTo(2));

        assertThat(allowed(limit, "d", 1) + allowed(limit, "e", 5)).isEqualTo(2);
        assertThat(limit.buckets()).isEqualTo(3);
        nanos.addAndGet(SECOND);
        assertThat(allowed(limit, "d", 5)).isEqualTo(2);
        assertThat(limit.buckets()).isEqualTo(1);
        assertThat(allowed(limit, "a", 5)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void exactlyTheRetryableAnswersSayWhenToTryAgain(ErrorCode code) {
        assertThat(Problem.of(code, "x").answer().headers().containsKey("Retry-After"))
                .isEqualTo(code.retryable());
    }
}

package dev.lastroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** So many requests a second each API key may send, and no more. */
class RateLimitTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong nanos = new AtomicLong();

    private static long allowed(RateLimit limit, String key, int tries) {
        return IntStream.range(0, tries).filter(_ -> limit.allows(key)).count();
    }

    /** Times of {@code System.nanoTime()} may be negative, and may overflow. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5, Long.MIN_VALUE})
    void aSecondsWorthAtOnceThenOneByOne(long start) {
        nanos.set(start);
        RateLimit limit = new RateLimit(10, nanos::get);

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
    @ValueSource(ints = {1, 3, 7, 1_000, HttpSettings.REQUESTS_PER_SECOND_MAX})
    void whoeverIsRefusedMayTryAgainAfterTheSecondThatTheAnswerSays(int perSecond) {
        RateLimit limit = new RateLimit(perSecond, nanos::get);
        assertThat(allowed(limit, "a", perSecond + 10)).isEqualTo(perSecond);

        nanos.addAndGet(SECOND * ErrorCode.RATE_LIMITED.retryAfterSeconds());

        assertThat(limit.allows("a")).isTrue();
    }

    @Test
    void everyKeyHasABucketOfItsOwnAndNoneIsNoLimit() {
        RateLimit limit = new RateLimit(2, nanos::get);
        assertThat(allowed(limit, "a", 5)).isEqualTo(2);
        assertThat(allowed(limit, "b", 5)).isEqualTo(2);
        assertThat(allowed(new RateLimit(0, nanos::get), "a", 100_000)).isEqualTo(100_000);
    }

    @Test
    void threadsTogetherGetNoMoreThanOne() throws Exception {
        RateLimit limit = new RateLimit(1_000, nanos::get);
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
    void theServiceAnswersWhatIsTooMuchWith429AndGoesOnForOthers(@TempDir Path folder) {
        ApiKeys keys = ApiKeys.parse(
                List.of("desk:agent:" + ApiKeys.hash("desk-key"), "shop:agent:" + ApiKeys.hash("shop-key")));
        try (TestService service =
                new TestService(TestService.sqlite(folder), TestService.SETTINGS.withRequestsPerSecondMax(1), keys)) {
            String[] desk = {"Authorization", "Bearer desk-key"};
            List<Integer> statuses = new ArrayList<>();
            Reply refused;
            do {
                refused = service.get("/v1/bookings", desk);
                statuses.add(refused.status());
            } while (refused.status() == 200);

            assertThat(refused.isProblem(ErrorCode.RATE_LIMITED).header("Retry-After"))
                    .isEqualTo("1");
            assertThat(statuses).hasSizeGreaterThan(1);
            service.get("/v1/bookings", "Authorization", "Bearer shop-key").hasStatus(200);
            service.get("/v1/bookings", "Authorization", "Bearer wrong").isProblem(ErrorCode.UNAUTHENTICATED);
            service.get("/healthz").hasStatus(200);
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyRetryableAnswerSaysWhenAndNoOtherDoes(ErrorCode code) {
        assertThat(Problem.of(code, "x").answer().headers().containsKey("Retry-After"))
                .isEqualTo(code.retryable());
    }
}

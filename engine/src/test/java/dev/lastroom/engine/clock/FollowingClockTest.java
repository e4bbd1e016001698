package dev.lastroom.engine.clock;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FollowingClockTest {

    private final Machine machine = new Machine();
    private final FollowingClock clock =
            new FollowingClock(machine.database, machine.wallClock, machine.nanoTime, ClockLimits.DEFAULT);

    private void assertRight(Duration error) {
        assertThat(clock.now())
                .isCloseTo(machine.truth().plus(machine.databaseAhead), within(error.toNanos(), ChronoUnit.NANOS));
    }

    private void assertRefused(String difference) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(clock::now)
                .withMessageContaining(
                        "The clock of this server is " + difference + " the database's, more than 30.0 s")
                .satisfies(e -> assertThat(e.failure()).isEqualTo(Failure.STORE_UNAVAILABLE));
    }

    @Test
    void givesTheDatabasesTimeWhenTheClocksDifferLittle() {
        for (Duration ahead : List.of(ofSeconds(29), ofSeconds(-29), ofMillis(700))) {
            machine.machineAhead = ahead;
            assertRight(ofMillis(1));
            assertThat(clock.skew()).isCloseTo(ahead, ofMillis(1));
        }
    }

    @Test
    void givesNoTimeWhenTheyDifferMore() {
        machine.machineAhead = ofDays(40);
        assertRefused("3,456,000.0 s ahead of");
        machine.machineAhead = ofSeconds(-31);
        assertRefused("31.0 s behind");
        machine.machineAhead = ofSeconds(-29);
        assertRight(ofMillis(1));
    }

    @Test
    void aJumpOfTheMachinesClockDoesNotMoveTimeAndIsSeenAtOnce() {
        assertRight(ofMillis(1));
        machine.pass(ofMillis(300));
        assertRight(ofMillis(2));
        assertThat(machine.questions).isEqualTo(1);
        machine.machineAhead = ofSeconds(10);
        assertRight(ofMillis(2));
        assertThat(machine.questions).isEqualTo(2);
        machine.machineAhead = ofDays(-40);
        assertRefused("3,456,000.0 s behind");
        machine.machineAhead = Duration.ZERO;
        assertRight(ofMillis(2));
    }

    @Test
    void theDatabasesClockMayJumpToo() {
        assertRight(ofMillis(1));
        machine.databaseAhead = ofSeconds(10);
        clock.look();
        assertRight(ofMillis(2));
        machine.databaseAhead = ofDays(40);
        clock.look();
        assertRefused("3,456,000.0 s behind");
    }

    @Test
    void aConnectionThatBrokeMayLeadToAnotherDatabase() {
        assertRight(ofMillis(1));
        machine.databaseAhead = ofSeconds(-5);
        clock.doubt();
        assertRight(ofMillis(2));
    }

    @Test
    void aMachineThatSleptAsksAgain() {
        assertRight(ofMillis(1));
        machine.sleep(ofMinutes(10));
        assertRight(ofMillis(2));
    }

    @Test
    void isNeverWrongByMoreThanHalfOfABadRoundTripAndKeepsABetterAnswer() {
        machine.roundTrip = ofMillis(2);
        assertRight(ofMillis(1));
        machine.roundTrip = ofSeconds(1);
        machine.pass(ofSeconds(5));
        clock.look();
        assertRight(ofMillis(1));
        machine.roundTrip = ofMillis(1);
        clock.look();
        assertRight(ofMillis(1));
    }

    @Test
    void anOldAnswerIsNotReliedOn() {
        assertRight(ofMillis(1));
        machine.pass(FollowingClock.AGE_MAX.minus(ofMillis(1)));
        assertRight(ofMillis(1));
        assertThat(machine.questions).isEqualTo(1);
        machine.pass(ofMillis(2));
        assertRight(ofMillis(1));
        assertThat(machine.questions).isEqualTo(2);
    }

    @Test
    void whateverHappensItIsRightOrGivesNoTime() {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println("whateverHappensItIsRightOrGivesNoTime: -Dlastroom.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int given = 0;
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(8)) {
                case 0 -> machine.machineAhead = ofSeconds(random.nextLong(-40, 40));
                case 1 -> machine.machineAhead = ofDays(random.nextLong(-40, 40));
                case 2 -> machine.sleep(ofMillis(random.nextLong(3_000_000)));
                case 3 -> machine.roundTrip = ofMillis(random.nextLong(400));
                case 4 -> clock.look();
                default -> machine.pass(ofMillis(random.nextLong(10_000)));
            }
            try {
                // An unnoticed sleep is at most one JUMP; the rest is two bad round trips.
                assertRight(FollowingClock.JUMP.plus(ofSeconds(1)));
                assertThat(machine.machineAhead.abs()).isLessThanOrEqualTo(ofSeconds(32));
                given++;
            } catch (StoreException e) {
                assertThat(machine.machineAhead.abs()).isGreaterThanOrEqualTo(ofSeconds(28));
            }
        }
        assertThat(given).isGreaterThan(1_000);
    }

    @Test
    void threadsThatDoubtAtTheSameTimeWaitForOneAnswer() throws Exception {
        int many = 20;
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger questions = new AtomicInteger();
        FollowingClock slow = new FollowingClock(
                () -> {
                    questions.incrementAndGet();
                    asked.countDown();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    throw new StoreException(Failure.STORE_UNAVAILABLE, "away", null);
                },
                machine.wallClock,
                machine.nanoTime,
                ClockLimits.DEFAULT);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Thread> waiting = IntStream.range(0, many)
                    .mapToObj(_ -> Thread.ofPlatform()
                            .unstarted(() -> assertThatExceptionOfType(StoreException.class)
                                    .isThrownBy(slow::now)
                                    .withMessage("away")))
                    .toList();
            Future<?> first = threads.submit(() -> waiting.forEach(Thread::start));
            first.get();
            asked.await();
            for (Thread thread : waiting) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            answer.countDown();
            for (Thread thread : waiting) {
                thread.join();
            }
        }
        assertThat(questions).hasValue(1);
    }
}

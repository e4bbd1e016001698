package dev.lastroom.proof.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.proof.stress.BrokenSeller.Break;
import dev.lastroom.proof.stress.StressReport.Played;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import dev.lastroom.store.testkit.model.ModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class StressSuiteTest {

    private static final long SEED = 42;

    @TempDir
    Path folder;

    private final List<Check> seen = new ArrayList<>();

    @Test
    void everyScenarioPassesOnSqliteTwice() throws InterruptedException {
        try (Seller seller =
                new EngineSeller(new BookingEngine(SqliteStore.open(SqliteSettings.of(folder.resolve("stress.db")))))) {
            assertThatAllPass(suite(seller, "first").play());
            assertThatAllPass(suite(seller, "second").play());
        }
    }

    private void assertThatAllPass(StressReport report) {
        assertThat(seen).allMatch(Check::passed).hasSize((int) report.checks());
        assertThat(report.scenarios()).hasSize(18).allMatch(Played::passed);
        assertThat(report.passed()).isTrue();
        assertThat(report.provesSomething()).isTrue();
        assertThat(report.failures()).isZero();
        assertThat(report.totals().requests())
                .isEqualTo(20
                        + 5
                        + 1_000
                        + 52
                        + 5
                        + (40 + 30 + 10)
                        + (30 + 60)
                        + 20
                        + 60
                        + (10 + 25 + 10 + 20 + 10)
                        + (9 + 40 + 30));
        assertThat(report.totals().trouble()).isZero();
        assertThat(report.totals().bookingsPerSecond()).isPositive();
        assertThat(report.totals().p99Millis())
                .isGreaterThanOrEqualTo(report.totals().p50Millis());
        seen.clear();
    }

    /** Pairs every check with a seller that has the fault it looks for. */
    static Stream<Arguments> breakages() {
        return Stream.of(
                Arguments.of(new LastRooms(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "buyers who got a room"),
                Arguments.of(new LastRooms(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "buyers told it is sold out"),
                Arguments.of(new LastRooms(), Break.NAMES_ONE_BOOKING, "different bookings"),
                Arguments.of(new LastRooms(), Break.RECORDS_ONE_TOO_FEW, "rooms recorded as sold, night by night"),
                Arguments.of(new LastRooms(), Break.RECORDS_ONE_TOO_FEW, "rooms left, night by night"),
                Arguments.of(new LastRooms(), Break.RECORDS_MORE_THAN_THERE_ARE, "the scenario reaches its end"),
                Arguments.of(new SameRequestAtOnce(), Break.IGNORES_KEYS, "bookings named in the answers"),
                Arguments.of(new SameRequestAtOnce(), Break.IGNORES_KEYS, "answers that are not a replay"),
                Arguments.of(new SameRequestAtOnce(), Break.IGNORES_KEYS, "rooms recorded as sold, night by night"),
                Arguments.of(new SameRequestAtOnce(), Break.DEADLOCKS, "answers that say booked"),
                Arguments.of(new OverlappingStays(), Break.DEADLOCKS, "deadlocks, timeouts and other errors"),
                Arguments.of(
                        new OverlappingStays(),
                        Break.RECORDS_ONE_TOO_FEW,
                        "room nights held, by the answers and on record"),
                Arguments.of(
                        new OverlappingStays(), Break.RECORDS_ONE_TOO_FEW, "nights on which answers and record differ"),
                Arguments.of(
                        new OverlappingStays(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "nights sold beyond 15 rooms"),
                Arguments.of(new OverlappingStays(), Break.FORGETS_NIGHTS, "nights on record"),
                Arguments.of(new OverlappingStays(), Break.DRIFTS, "nights that differ from a recount of all bookings"),
                Arguments.of(new CancelAtOnce(), Break.DEADLOCKS, "bookings made before"),
                Arguments.of(new CancelAtOnce(), Break.CANCELS_ARE_NEVER_REPLAYS, "cancels that changed something"),
                Arguments.of(new CancelAtOnce(), Break.REFUSES_CANCELS, "answers that say cancelled"),
                Arguments.of(new CancelAtOnce(), Break.RECORDS_ONE_TOO_FEW, "rooms recorded as sold, night by night"),
                Arguments.of(
                        new KeyReused(),
                        Break.IGNORES_KEYS,
                        "first request, another one with its key, the first again"),
                Arguments.of(new KeyReused(), Break.IGNORES_KEYS, "bookings of the first request"),
                Arguments.of(new KeyReused(), Break.IGNORES_KEYS, "rooms recorded as sold, night by night"),
                Arguments.of(new KeyReused(), Break.IGNORES_KEYS, "two requests with one key at once"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "holds granted"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)),
                        Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT,
                        "holders told that all rooms are held"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)),
                        Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT,
                        "buyers who got a room"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)),
                        Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT,
                        "buyers told it is sold out"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)),
                        Break.CONFIRMS_WHAT_HAS_ENDED,
                        "holders told that their hold has ended"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)),
                        Break.RECORDS_ONE_TOO_FEW,
                        "rooms recorded as sold, night by night"),
                Arguments.of(
                        new HoldStorm(Duration.ofSeconds(1)),
                        Break.DRIFTS,
                        "nights that differ from a recount of all bookings"),
                Arguments.of(new ConfirmRace(), Break.DEADLOCKS, "holds granted"),
                Arguments.of(new ConfirmRace(), Break.DEADLOCKS, "deadlocks, timeouts and other errors"),
                Arguments.of(
                        new ConfirmRace(), Break.CONFIRMS_WHAT_HAS_ENDED, "nights whose room was confirmed and sold"),
                Arguments.of(new ConfirmRace(), Break.DRIFTS, "nights that differ from a recount of all bookings"),
                Arguments.of(new OppositeGroups(), Break.DEADLOCKS, "deadlocks, timeouts and other errors"),
                Arguments.of(new OppositeGroups(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "groups that were booked"),
                Arguments.of(new OppositeGroups(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "groups told it is sold out"),
                Arguments.of(
                        new OppositeGroups(),
                        Break.RECORDS_ONE_TOO_FEW,
                        "rooms of a type recorded as sold, night by night"),
                Arguments.of(new ChangeRace(), Break.DEADLOCKS, "bookings made before"),
                Arguments.of(new ChangeRace(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "guests who moved"),
                Arguments.of(new ChangeRace(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "guests told it is sold out"),
                Arguments.of(
                        new ChangeRace(),
                        Break.RECORDS_ONE_TOO_FEW,
                        "rooms recorded as sold on the night that all want"),
                Arguments.of(
                        new ChangeRace(),
                        Break.RECORDS_ONE_TOO_FEW,
                        "rooms recorded as sold on the nights that they had"),
                Arguments.of(new ChangeRace(), Break.DRIFTS, "nights that differ from a recount of all bookings"),
                Arguments.of(new WaitlistHandOver(), Break.DEADLOCKS, "guests who had a room before"),
                Arguments.of(new WaitlistHandOver(), Break.DEADLOCKS, "guests who wait"),
                Arguments.of(new WaitlistHandOver(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "buyers who got a room"),
                Arguments.of(new WaitlistHandOver(), Break.OFFERS_TO_NOBODY, "places in line that are offered a room"),
                Arguments.of(new WaitlistHandOver(), Break.OFFERS_TO_NOBODY, "offers that are accepted"),
                Arguments.of(new WaitlistHandOver(), Break.RECORDS_ONE_TOO_FEW, "rooms recorded as sold"),
                Arguments.of(new WaitlistHandOver(), Break.DRIFTS, "nights that differ from a recount of all bookings"),
                Arguments.of(release(), Break.DEADLOCKS, "guests who drew before the release"),
                Arguments.of(release(), Break.DEADLOCKS, "deadlocks, timeouts and other errors"),
                Arguments.of(
                        release(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "buyers told that all rooms are set aside"),
                Arguments.of(release(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "guests told that it is released"),
                Arguments.of(release(), Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT, "rooms sold to guests and buyers"),
                Arguments.of(release(), Break.RECORDS_ONE_TOO_FEW, "rooms recorded as sold, night by night"),
                Arguments.of(release(), Break.DRIFTS, "nights that differ from a recount of all bookings"),
                Arguments.of(new LastRooms(), Break.CANNOT_BE_SET_UP, "the scenario reaches its end"));
    }

    private static Scenario release() {
        return new AllotmentRelease(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void everyCheckDetectsItsFault(Scenario scenario, Break how, String check) throws InterruptedException {
        try (Seller seller = new BrokenSeller(model(), how)) {
            StressReport report = suite(seller, "broken").play(List.of(scenario));

            assertThat(seen.stream().filter(seen -> !seen.passed()).map(Check::what))
                    .contains(check);
            assertThat(report.passed()).isFalse();
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                new LastRooms(),
                new SameRequestAtOnce(),
                new OverlappingStays(),
                new CancelAtOnce(),
                new KeyReused(),
                new HoldStorm(Duration.ofSeconds(1)),
                new ConfirmRace(),
                new OppositeGroups(),
                new ChangeRace(),
                new WaitlistHandOver(),
                release());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSameChecksPassAtASoundSeller(Scenario scenario) throws InterruptedException {
        try (Seller seller = model()) {
            assertThat(suite(seller, "sound").play(List.of(scenario)).failures())
                    .isZero();
        }
    }

    @Test
    void aControlThatDoesNotOversellFailsTheSuite() throws InterruptedException {
        try (Seller seller = model()) {
            StressReport report = suite(seller, "control").play(List.of(new NegativeControl(StressSuiteTest::model)));

            assertThat(report.passed()).isFalse();
            assertThat(report.provesSomething()).isFalse();
            assertThat(report.failures()).isEqualTo(2);
        }
    }

    @Test
    void aControlWithItsGuardOnFailsTheSuite() throws InterruptedException {
        Control control = new Control("nothing", new ChangeRace(), StressSuiteTest::model, "guests who moved");
        try (Seller seller = model()) {
            StressReport report = suite(seller, "control").play(List.of(control));

            assertThat(report.passed()).isFalse();
            assertThat(report.provesSomething()).isFalse();
        }
    }

    @Test
    void theUnguardedSellerOversellsEveryTime() throws InterruptedException {
        for (int run = 0; run < 20; run++) {
            try (Seller seller = new UnguardedSeller(LastRooms.BUYERS)) {
                assertThat(suite(seller, "run-" + run)
                                .play(List.of(new LastRooms()))
                                .totals()
                                .booked())
                        .isEqualTo(LastRooms.BUYERS);
            }
        }
    }

    private StressSuite suite(Seller seller, String run) {
        return new StressSuite(seller, run, SEED, new StressSuite.Audience() {
            @Override
            public void begins(int number, int of, String title) {
                assertThat(number).isBetween(1, of);
            }

            @Override
            public void checked(Check check) {
                seen.add(check);
            }
        });
    }

    private static Seller model() {
        return new EngineSeller(new BookingEngine(new ModelStore()));
    }
}

package dev.lastroom.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.bench.TestDatabases;
import dev.lastroom.bench.contender.Contender;
import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.contender.EngineContender;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.EngineWorkload;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.InProcess;
import dev.lastroom.bench.load.Measured;
import dev.lastroom.bench.load.Workload;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.config.EngineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SideBySideTest {

    private static Plan plan(Workload workload, int rounds) {
        return new Plan(
                List.of(workload),
                List.of(8),
                rounds,
                Duration.ofMillis(400),
                Duration.ofMillis(20),
                Duration.ZERO,
                1,
                0);
    }

    private static SideBySide run(BenchDatabase database, List<Entrant> entrants, Plan plan, List<String> turns) {
        return new SideBySide(database, entrants, plan, "test", new SideBySide.Audience() {
            @Override
            public void turn(int number, int of, String what) {
                turns.add(number + "/" + of + " " + what);
            }

            @Override
            public void finished(List<Series> series) {
                turns.add("finished");
            }
        });
    }

    /** Every kind of request. The other workloads differ only in how they draw room types. */
    @ParameterizedTest
    @EnumSource(names = {"HOT", "HERD", "RESEND", "MIXED"})
    void everyoneOnPostgresKeepsTheAccount(EngineWorkload workload) throws InterruptedException {
        List<Entrant> entrants =
                Entrants.ON_POSTGRES.stream().filter(e -> e.missing() == null).toList();
        try (BenchDatabase database = TestDatabases.postgres()) {
            List<Series> series = run(database, entrants, plan(workload, 1), new ArrayList<>())
                    .play();

            assertThat(series).extracting(Series::entry).contains("baseline", "tuned", "lanes");
            assertThat(series).allSatisfy(s -> assertThat(s.perSecond()).isPositive());
            assertThat(Ratios.of(series)).containsKeys("lanes ÷ baseline", "lanes ÷ tuned");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyoneOnSqliteKeepsTheAccount(EngineWorkload workload) throws InterruptedException {
        try (BenchDatabase database = TestDatabases.sqlite()) {
            List<Series> series = run(database, Entrants.ON_SQLITE, plan(workload, 1), new ArrayList<>())
                    .play();

            assertThat(series).extracting(Series::entry).containsExactly("one-by-one", "lanes");
            assertThat(series).allSatisfy(s -> assertThat(s.perSecond()).isPositive());
        }
    }

    @Test
    void contendersRunOneAfterTheOther() throws InterruptedException {
        List<String> turns = new ArrayList<>();
        try (BenchDatabase database = TestDatabases.sqlite()) {
            run(database, Entrants.ON_SQLITE, plan(EngineWorkload.HOT, 2), turns)
                    .play();
        }
        assertThat(turns)
                .containsExactly(
                        "1/6 hot, 8 clients, one-by-one: warm-up",
                        "2/6 hot, 8 clients, lanes: warm-up",
                        "3/6 hot, 8 clients, one-by-one: round 1 of 2",
                        "4/6 hot, 8 clients, lanes: round 1 of 2",
                        "5/6 hot, 8 clients, one-by-one: round 2 of 2",
                        "6/6 hot, 8 clients, lanes: round 2 of 2",
                        "finished");
    }

    /** Claims to book, but does not. */
    private record Liar() implements Contender {

        @Override
        public ContenderAnswer book(Book book) {
            return new ContenderAnswer.Booked(UUID.randomUUID(), book.userId(), false);
        }

        @Override
        public ContenderAnswer cancel(ContenderAnswer.Booked booking) {
            return new ContenderAnswer.Cancelled();
        }

        @Override
        public void close() {}
    }

    @Test
    void aContenderThatOnlyClaimsToBookFailsTheRun() {
        try (BenchDatabase database = TestDatabases.sqlite()) {
            Entrant liar = new InProcess("liar", _ -> new Liar());

            assertThatThrownBy(() -> run(database, List.of(liar), plan(EngineWorkload.UNIFORM, 1), new ArrayList<>())
                            .play())
                    .isInstanceOf(BrokenPromiseException.class)
                    .hasMessageStartingWith(
                            "liar with 8 clients of uniform left a wrong account: the answers add up to ");
        }
    }

    @Test
    void aContenderThatSellsSoldOutRoomsFailsTheRun() {
        try (BenchDatabase database = TestDatabases.sqlite()) {
            Entrant liar = new InProcess("liar", _ -> new Liar());

            assertThatThrownBy(() -> run(database, List.of(liar), plan(EngineWorkload.HERD, 1), new ArrayList<>())
                            .play())
                    .isInstanceOf(ContenderFailedException.class)
                    .hasMessageStartingWith("liar: more rooms were sold than there are");
        }
    }

    /** Books a repeated request again. */
    private record Forgetful(Contender contender) implements Contender {

        @Override
        public ContenderAnswer book(Book book) {
            return contender.book(book.withKey(UUID.randomUUID().toString()));
        }

        @Override
        public ContenderAnswer cancel(ContenderAnswer.Booked booking) {
            return contender.cancel(booking);
        }

        @Override
        public void close() {
            contender.close();
        }
    }

    @Test
    void aContenderThatBooksTwiceForOneKeyFailsTheRun() {
        try (BenchDatabase database = TestDatabases.sqlite()) {
            Entrant forgetful = new InProcess(
                    "forgetful", d -> new Forgetful(new EngineContender(d.openStore(), EngineSettings.DEFAULT)));

            assertThatThrownBy(
                            () -> run(database, List.of(forgetful), plan(EngineWorkload.RESEND, 1), new ArrayList<>())
                                    .play())
                    .isInstanceOf(ContenderFailedException.class)
                    .hasMessageStartingWith("forgetful: a repeated request did not return its booking");
        }
    }

    @Test
    void aSeriesIsTheMedianOfItsRounds() {
        List<Measured> rounds = Stream.of(300, 100, 200)
                .map(n -> new Measured(n, 1, new Measured.Latency(n, n, n), n / 1e3, null, null))
                .toList();

        Series series = Series.of(EngineWorkload.HOT, 1, "any", rounds);

        assertThat(series.perSecond()).isEqualTo(200);
        assertThat(series.perSecondMin()).isEqualTo(100);
        assertThat(series.perSecondMax()).isEqualTo(300);
        assertThat(series.latency()).isEqualTo(new Measured.Latency(200, 200, 200));
        assertThat(series.programCpuMicros()).isEqualTo(1_000);
        assertThat(series.databaseCpuMicros()).isNull();
    }

    @Test
    void aLongRunIsSampledThroughoutAndKeysAreForgotten() throws InterruptedException {
        List<Sample> told = new ArrayList<>();
        try (BenchDatabase database = TestDatabases.postgres()) {
            List<Sample> samples = new Sustained(
                            database,
                            EngineWorkload.UNIFORM,
                            8,
                            Duration.ofMillis(500),
                            Duration.ofSeconds(8),
                            1,
                            "test")
                    .play(told::add);

            assertThat(samples).hasSizeBetween(5, 10).isEqualTo(told);
            assertThat(samples).allSatisfy(sample -> {
                assertThat(sample.perSecond()).isPositive();
                assertThat(sample.diskMib()).isPositive();
            });
            assertThat(samples)
                    .anySatisfy(
                            sample -> assertThat(sample.keysSweptPerSecond()).isPositive());
        }
    }
}

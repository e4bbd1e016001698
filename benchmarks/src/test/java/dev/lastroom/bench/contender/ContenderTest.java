package dev.lastroom.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.bench.TestDatabases;
import dev.lastroom.bench.contender.Contender.ContenderAnswer;
import dev.lastroom.bench.database.Account;
import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.load.InProcess;
import dev.lastroom.bench.run.Entrants;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No contender is quick because it skips work that the others do. */
class ContenderTest {

    private record Setting(BenchDatabase database, Contender contender) implements AutoCloseable {

        @Override
        public void close() {
            try (database) {
                contender.close();
            }
        }
    }

    @FunctionalInterface
    interface Opening {
        Setting open();
    }

    static Stream<Named<Opening>> contenders() {
        return Stream.concat(
                Entrants.ON_POSTGRES.stream()
                        .filter(InProcess.class::isInstance)
                        .map(InProcess.class::cast)
                        .map(entrant -> Named.of(entrant.name(), () -> open(TestDatabases.postgres(), entrant))),
                Entrants.ON_SQLITE.stream()
                        .map(InProcess.class::cast)
                        .map(entrant ->
                                Named.of(entrant.name() + " on SQLite", () -> open(TestDatabases.sqlite(), entrant))));
    }

    private static Setting open(BenchDatabase database, InProcess entrant) {
        return new Setting(database, entrant.open().apply(database));
    }

    private static Book request(BenchHotel hotel, int roomType, String key) {
        return new Book(
                new UserId("ada"),
                new RoomStay(hotel.roomType(roomType), hotel.stay(3, 2), 1),
                new IdempotencyKey(key));
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void booksOnceForOneKey(Opening opening) {
        try (Setting setting = opening.open()) {
            Account account = Account.open(setting.database());
            Book book = request(setting.database().hotel(), 1, "one");

            ContenderAnswer first = setting.contender().book(book);
            ContenderAnswer again = setting.contender().book(book);

            assertThat(first).isInstanceOfSatisfying(ContenderAnswer.Booked.class, booked -> {
                assertThat(booked.replayed()).isFalse();
                assertThat(again).isEqualTo(new ContenderAnswer.Booked(booked.bookingId(), booked.userId(), true));
            });
            account.booked(1, 3, 2);
            assertThat(account.check()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void refusesASoldOutStayAndRemembersIt(Opening opening) {
        try (Setting setting = opening.open()) {
            Account account = Account.open(setting.database());
            Book book = request(
                    setting.database().hotel(), setting.database().hotel().soldOut(), "none left");

            assertThat(setting.contender().book(book)).isInstanceOf(ContenderAnswer.Refused.class);
            assertThat(setting.contender().book(book)).isInstanceOf(ContenderAnswer.Refused.class);

            assertThat(account.check()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void givesRoomsBackOnce(Opening opening) {
        try (Setting setting = opening.open()) {
            Account account = Account.open(setting.database());
            ContenderAnswer.Booked booking = (ContenderAnswer.Booked)
                    setting.contender().book(request(setting.database().hotel(), 2, "to be cancelled"));

            assertThat(setting.contender().cancel(booking)).isInstanceOf(ContenderAnswer.Cancelled.class);
            assertThat(setting.contender().cancel(booking)).isInstanceOf(ContenderAnswer.Cancelled.class);

            assertThat(account.check()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void equalRequestsAtOnceGetOneBooking(Opening opening) throws InterruptedException, ExecutionException {
        try (Setting setting = opening.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Account account = Account.open(setting.database());
            Book book = request(setting.database().hotel(), 0, "at once");

            List<Callable<ContenderAnswer>> requests = IntStream.range(0, 8)
                    .<Callable<ContenderAnswer>>mapToObj(
                            _ -> () -> setting.contender().book(book))
                    .toList();
            List<ContenderAnswer.Booked> answers = new ArrayList<>();
            for (Future<ContenderAnswer> answer : threads.invokeAll(requests)) {
                answers.add((ContenderAnswer.Booked) answer.get());
            }

            assertThat(answers)
                    .extracting(ContenderAnswer.Booked::bookingId)
                    .containsOnly(answers.getFirst().bookingId());
            assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
            account.booked(0, 3, 2);
            assertThat(account.check()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void aKeyOfAnotherRequestMakesNoBooking(Opening opening) {
        try (Setting setting = opening.open()) {
            BenchHotel hotel = setting.database().hotel();
            assertThat(setting.contender().book(request(hotel, 1, "mine"))).isInstanceOf(ContenderAnswer.Booked.class);
            Account account = Account.open(setting.database());

            // Lastroom answers with a refusal. The others stop with an error, since no run asks for this.
            if (setting.contender() instanceof EngineContender) {
                assertThat(setting.contender().book(request(hotel, 2, "mine")))
                        .isInstanceOf(ContenderAnswer.Refused.class);
            } else {
                assertThatThrownBy(() -> setting.contender().book(request(hotel, 2, "mine")))
                        .isInstanceOf(ContenderFailedException.class)
                        .hasMessageContaining("key conflict");
            }

            assertThat(account.check()).isEmpty();
        }
    }
}

package dev.lastroom.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two servers share one PostgreSQL, but no lane and no memory, so the database decides. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class TwoServersTest {

    private static final int CLIENTS = 16;
    private static final int STEPS = 200;
    private static final int ROOMS = 8;
    private static final List<String> ROOM_TYPES = List.of("double", "deluxe", "suite");
    private final Stay season = Stay.of(LocalDate.now(ZoneOffset.UTC).plusDays(30), 20);

    private Server one;
    private Server two;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Postgres.execute("CREATE DATABASE shared");
        one = Server.start(folder, "--db", Postgres.superuserUrl("shared"));
        two = Server.start(folder, "--db", Postgres.superuserUrl("shared"));
        ROOM_TYPES.forEach(type -> one.open(type, season, ROOMS));
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
        Postgres.execute("DROP DATABASE shared WITH (FORCE)");
    }

    @Test
    void randomClientsOfBothGetNoWrongAnswerAndTheAccountsAgree() throws Exception {
        long seed = Long.getLong("lastroom.seed", new SplittableRandom().nextLong());
        System.out.println("TwoServersTest: -Dlastroom.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Client> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Client("client-" + i, List.of(one, two), ROOM_TYPES, season, random.split()))
                .toList();

        List<Account> accounts =
                GrandHotel.atOnce(CLIENTS, i -> () -> clients.get(i).play(STEPS));

        assertThatMuchHappened(accounts);
        Map<String, Book> held = new HashMap<>();
        accounts.forEach(account -> held.putAll(account.held()));
        Holdings holdings = new Holdings(held);
        assertThat(holdings.rooms().values()).isNotEmpty().allMatch(rooms -> rooms <= ROOMS);
        assertThat(holdings.differences(one, ROOM_TYPES, season)).isEmpty();
        assertThat(holdings.differences(two, ROOM_TYPES, season)).isEmpty();
        assertThatOneBookingLessIsNoticed(holdings);
    }

    /** A history without collisions would prove nothing. */
    private static void assertThatMuchHappened(List<Account> accounts) {
        Map<String, Integer> seen = new TreeMap<>();
        accounts.forEach(account -> account.seen().forEach((what, times) -> seen.merge(what, times, Integer::sum)));
        System.out.println("TwoServersTest: " + seen);
        assertThat(seen)
                .containsOnlyKeys("booked", "booked again", "cancelled", "cancelled again", "refused", "refused again");
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(CLIENTS * STEPS);
    }

    /** The negative control: the comparison detects a single missing booking, and each of its nights. */
    private void assertThatOneBookingLessIsNoticed(Holdings holdings) throws Exception {
        Map.Entry<String, Book> left = holdings.bookings().entrySet().iterator().next();
        assertThat(holdings.without(left.getKey()).differences(two, ROOM_TYPES, season))
                .hasSize(left.getValue().wanted().stay().nights() + 1)
                .contains("only on record: " + left.getKey());
    }
}

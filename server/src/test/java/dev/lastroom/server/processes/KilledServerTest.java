package dev.lastroom.server.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.server.testing.Reply;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A server on SQLite is killed in the middle of its work, and started again. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class KilledServerTest {

    private static final int CLIENTS = 8;
    private static final int BOOKINGS_BEFORE_THE_KILL = 300;
    private static final int STATUS_OF_SIGKILL = 128 + 9;
    private static final String ROOM_TYPE = "deluxe";
    private final Stay season = Stay.of(LocalDate.now(ZoneOffset.UTC).plusDays(30), 20);

    @TempDir
    private Path folder;

    private final Set<Book> sent = ConcurrentHashMap.newKeySet();
    private final Map<Book, String> acknowledged = new ConcurrentHashMap<>();
    private final CountDownLatch enough = new CountDownLatch(BOOKINGS_BEFORE_THE_KILL);

    @Test
    void everyAcknowledgedBookingIsThereAndEveryKeyTellsTheTruth() throws Exception {
        try (Server server = start()) {
            server.open(ROOM_TYPE, season, 10_000);
            GrandHotel.atOnce(
                    CLIENTS + 1, i -> () -> i == CLIENTS ? killInTheMiddle(server) : bookUntilTheEnd(server, i));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BOOKINGS_BEFORE_THE_KILL);
        assertThat(sent).as("requests cut off midway").hasSizeGreaterThan(acknowledged.size());

        try (Server again = start()) {
            acknowledged.forEach((_, id) -> assertThat(
                            again.get("/v1/bookings/" + id).hasStatus(200).at("/status"))
                    .isEqualTo("PROVISIONAL"));
            Map<String, Book> held = sendAllAgain(again);
            assertThat(held).hasSize(sent.size());
            assertThat(new Holdings(held).differences(again, List.of(ROOM_TYPE), season))
                    .isEmpty();
        }
    }

    private Server start() throws IOException {
        return Server.start(folder, "--db", "jdbc:sqlite:" + folder.resolve("hotel.db"));
    }

    private int killInTheMiddle(Server server) throws Exception {
        enough.await();
        int status = server.kill();
        assertThat(status).isEqualTo(STATUS_OF_SIGKILL);
        return status;
    }

    /** Books until no answer comes any more, and returns the number of bookings made. */
    private int bookUntilTheEnd(Server server, int client) {
        for (int n = 0; ; n++) {
            Stay stay = Stay.of(season.start().plusDays(n % 16), 1 + n % 4);
            Book book = Book.of("client-" + client, ROOM_TYPE, stay, 1).withKey(client + "-" + n);
            sent.add(book);
            try {
                acknowledged.put(book, server.book(book).join().hasStatus(201).at("/bookingId"));
                enough.countDown();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(IOException.class);
                return n;
            }
        }
    }

    /** Acknowledged requests must be replayed. The others are replayed if they were booked, or else booked now. */
    private Map<String, Book> sendAllAgain(Server server) {
        Map<String, Book> held = new HashMap<>();
        for (Book book : sent) {
            Reply reply = server.book(book).join();
            String known = acknowledged.get(book);
            if (known != null) {
                assertThat(reply.hasStatus(200).at("/bookingId")).isEqualTo(known);
            }
            assertThat(reply.status()).as(reply.text()).isIn(200, 201);
            assertThat(reply.at("/isFromCache")).isEqualTo(Boolean.toString(reply.status() == 200));
            held.put(reply.at("/bookingId"), book);
        }
        return held;
    }
}

package dev.lastroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.client.model.Booking;
import dev.lastroom.client.model.BookingAnswer;
import dev.lastroom.client.model.BookingRequest;
import dev.lastroom.client.model.ListBookingsQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers are cut at random places. Each booking is made once, as long as its retries keep the key. {@code
 * -Dlastroom.seed} repeats a run.
 */
class ExactlyOnceTest {

    private static final int BOOKINGS = 100;

    private final long seed = Long.getLong("lastroom.seed", new Random().nextLong());

    @Test
    void eachCallBooksOnce(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder, 1000);
                CuttingProxy proxy = new CuttingProxy(server.port(), seed, 0.5)) {
            LastroomClient client = TestServer.builder(proxy.port())
                    .attemptsMax(50)
                    .pauses(Duration.ofMillis(1), Duration.ofMillis(1))
                    .build();

            List<UUID> answered = IntStream.range(0, BOOKINGS)
                    .mapToObj(guest -> client.send(Calls.book(wish(guest))))
                    .map(BookingAnswer::bookingId)
                    .toList();

            System.out.println("seed " + seed + ": " + proxy.cuts() + " answers cut in " + BOOKINGS + " bookings");
            assertThat(proxy.cuts()).as("cuts, seed %d", seed).isPositive();
            assertThat(bookings(server)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(answered);
        }
    }

    /** The negative control: the test above would see a client that makes a new key for each attempt. */
    @Test
    void aNewKeyForEachAttemptBooksTwice(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder, 1000);
                CuttingProxy proxy = new CuttingProxy(server.port(), seed, 0.5)) {
            LastroomClient client =
                    TestServer.builder(proxy.port()).attemptsMax(1).build();

            for (int guest = 0; guest < BOOKINGS; guest++) {
                bookUntilAnswered(client, guest);
            }

            assertThat(bookings(server)).as("seed %d", seed).hasSizeGreaterThan(BOOKINGS);
        }
    }

    private static void bookUntilAnswered(LastroomClient client, int guest) {
        while (true) {
            try {
                client.send(Calls.book(wish(guest)));
                return;
            } catch (UnknownOutcomeException e) {
                // Again, with the new key of a new call.
            }
        }
    }

    private static BookingRequest wish(int guest) {
        return BookingRequest.of("guest-" + guest, "deluxe", TestServer.TODAY, TestServer.TODAY.plusDays(1));
    }

    private static List<UUID> bookings(TestServer server) {
        // Small pages, so that there are several.
        return server.client()
                .items(Calls.listBookings(ListBookingsQuery.of().withLimit(7)))
                .map(Booking::bookingId)
                .toList();
    }
}

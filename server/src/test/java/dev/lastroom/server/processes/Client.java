package dev.lastroom.server.processes;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.server.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Books, cancels and sends again at random, to one server or to all at once. For one thread. */
final class Client {

    private static final int STAY_NIGHTS_MAX = 5;
    private static final int ROOMS_MAX = 2;

    private final String name;
    private final List<Server> servers;
    private final List<String> roomTypes;
    private final Stay season;
    private final SplittableRandom random;
    private final Account account = new Account();
    private final List<Book> sent = new ArrayList<>();

    Client(String name, List<Server> servers, List<String> roomTypes, Stay season, SplittableRandom random) {
        this.name = name;
        this.servers = servers;
        this.roomTypes = roomTypes;
        this.season = season;
        this.random = random;
    }

    /** Takes {@code steps} steps, checks every answer, and returns the account. */
    Account play(int steps) {
        for (int step = 0; step < steps; step++) {
            int dice = random.nextInt(10);
            if (dice < 2 && !account.held().isEmpty()) {
                cancel(List.copyOf(account.held().keySet()));
            } else if (dice == 2 && !account.cancelled().isEmpty()) {
                cancel(account.cancelled());
            } else if (dice < 5 && !sent.isEmpty()) {
                book(any(sent));
            } else {
                Book request = request();
                book(dice == 9 ? request : request.withKey(name + "-" + step));
            }
        }
        return account;
    }

    private void cancel(List<String> bookings) {
        String bookingId = any(bookings);
        account.cancelled(bookingId, send(server -> server.cancel(bookingId, name)));
    }

    private void book(Book request) {
        sent.add(request);
        account.booked(request, send(server -> server.book(request)));
    }

    private Book request() {
        int nights = 1 + random.nextInt(STAY_NIGHTS_MAX);
        int day = random.nextInt(season.nights() - nights + 1);
        return Book.of(
                name, any(roomTypes), Stay.of(season.start().plusDays(day), nights), 1 + random.nextInt(ROOMS_MAX));
    }

    private List<Reply> send(Function<Server, CompletableFuture<Reply>> request) {
        List<Server> some = random.nextInt(4) == 0 ? servers : List.of(any(servers));
        List<CompletableFuture<Reply>> underWay = some.stream().map(request).toList();
        return underWay.stream().map(CompletableFuture::join).toList();
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}

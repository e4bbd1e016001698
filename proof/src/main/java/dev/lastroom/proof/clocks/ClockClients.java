package dev.lastroom.proof.clocks;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.HoldExpired;
import dev.lastroom.engine.outcome.Refusal.InvalidTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients with a correct clock. Each sends its request to one server after another until one answers, and then again
 * to another server. It confirms its holds either shortly before their end, which must succeed, or shortly after,
 * which must not.
 */
final class ClockClients {

    private static final int CLIENTS = 8;

    /** How early or late a hold may end: far more than half a round trip on a busy machine. */
    private static final Duration ERROR = Duration.ofMillis(300);

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final HoldTime LONG = new HoldTime(Duration.ofHours(1));
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ClockHotel hotel;
    private final List<BookingEngine> servers;
    private final boolean timeHolds;
    private final List<Thread> threads;
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Map<Book, BookingId> booked = new ConcurrentHashMap<>();
    private final Collection<String> findings = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /**
     * Starts the clients at once.
     *
     * @param timeHolds whether they judge when a hold ends
     */
    ClockClients(ClockHotel hotel, List<BookingEngine> servers, boolean timeHolds, SplittableRandom random) {
        this.hotel = hotel;
        this.servers = List.copyOf(servers);
        this.timeHolds = timeHolds;
        this.threads = IntStream.range(0, CLIENTS)
                .mapToObj(_ -> random.split())
                .map(own -> Thread.ofVirtual().start(() -> act(own)))
                .toList();
    }

    private void act(SplittableRandom random) {
        while (!stopped) {
            Book wanted = hotel.wanted("guest-" + users.incrementAndGet());
            switch (timeHolds ? random.nextInt(8) : random.nextInt(2, 8)) {
                case 0 -> confirm(wanted, ERROR.negated(), random);
                case 1 -> confirm(wanted, ERROR, random);
                case 2 -> bookTwice(wanted.heldFor(LONG), random);
                default -> bookTwice(wanted, random);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Sends a booking, or a hold that outlives the trial, and sends it again. */
    private void bookTwice(Book wanted, SplittableRandom random) {
        BookingId first = id(send(wanted, random));
        BookingId second = id(send(wanted, random));
        if (first == null || !first.equals(second)) {
            findings.add("a repeated request returned " + second + " after " + first);
        } else {
            booked.put(wanted, first);
        }
    }

    /** @param after how long after the end of the hold it is confirmed; negative for before the end */
    private void confirm(Book wanted, Duration after, SplittableRandom random) {
        Outcome<?> outcome = send(wanted.heldFor(new HoldTime(SHORT)), random);
        if (!(outcome instanceof Done(Booking hold, boolean _))) {
            findings.add("a hold had the outcome " + outcome);
            return;
        }
        Instant end = Objects.requireNonNull(hold.life().expiresAt());
        while (Instant.now().isBefore(end.plus(after))) {
            LockSupport.parkNanos(
                    Duration.between(Instant.now(), end.plus(after)).toNanos());
        }
        Outcome<?> confirmed = send(new Advance(Target.of(hold.id()), Transition.CONFIRM), random);
        boolean inTime = Instant.now().isBefore(end);
        if (inTime && isOver(confirmed)) {
            findings.add("a hold ended " + Duration.between(Instant.now(), end).toMillis() + " ms early");
        } else if (!after.isNegative() && confirmed instanceof Done) {
            findings.add("a hold was confirmed at least " + after.toMillis() + " ms after its end");
        }
    }

    private static boolean isOver(Outcome<?> outcome) {
        return outcome instanceof Refused(var reason, boolean _)
                && (reason instanceof HoldExpired || reason instanceof InvalidTransition);
    }

    /** Sends a command. A server whose clock is wrong says so in its answer, and the client asks another one. */
    private Outcome<?> send(Command<?> command, SplittableRandom random) {
        while (true) {
            requests.incrementAndGet();
            long start = System.nanoTime();
            Outcome<?> outcome = servers.get(random.nextInt(servers.size())).submit(command);
            longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
            boolean isClock = outcome instanceof Failed(Failure reason, String message, var _)
                    && reason == Failure.STORE_UNAVAILABLE
                    && message.contains("engine.clockSkewMax");
            if (!isClock) {
                return outcome;
            }
        }
    }

    static @Nullable BookingId id(Outcome<?> outcome) {
        return outcome instanceof Done(Booking booking, boolean _) ? booking.id() : null;
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Returns what was asked for and acknowledged, and outlives the trial. */
    Map<Book, BookingId> booked() {
        return booked;
    }

    long requests() {
        return requests.get();
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    List<String> findings() {
        return List.copyOf(findings);
    }
}

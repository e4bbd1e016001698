package dev.lastroom.proof.clocks;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.config.EngineListener;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.proof.store.TestBed;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One run: two servers with correct clocks, and several with clocks that are wrong from the start, drift, or jump
 * back and forth. Clients use all of them. Used by one thread.
 */
final class ClockRun {

    /** Longer than the life of a key, of every hold and of the allotment. */
    private static final Duration FAR = Duration.ofDays(40);

    private static final Duration SWEEP_EVERY = Duration.ofMillis(100);
    private static final int SWEEP_KEYS_MAX = 1_000;
    private static final Duration CALM = Duration.ofMillis(300);

    private final TestBed bed;
    private final boolean guarded;
    private final SplittableRandom random;
    private final List<BadClock> clocks = new ArrayList<>();
    private final List<BookingEngine> servers = new ArrayList<>();
    private final ClockHotel hotel =
            new ClockHotel(LocalDate.now(ZoneOffset.UTC).plusDays(20));
    private long faults;

    ClockRun(TestBed bed, boolean guarded, SplittableRandom random) {
        this.bed = bed;
        this.guarded = guarded;
        this.random = random;
    }

    TrialTally play(Duration time, Consumer<String> progress) throws InterruptedException {
        try (BookingEngine right = server(InstantSource.system(), true)) {
            hotel.open(right);
            AllotmentNights allotment = right.submit(hotel.setAside()).orElseThrow();
            servers.add(right);
            boolean hasClock = hasClock();
            addServers(hasClock);
            // If the only clock is the machine's, a jump within the limit moves the end of a hold.
            ClockClients clients = new ClockClients(hotel, servers, hasClock, random.split());
            move(System.nanoTime() + time.toNanos(), progress);
            clients.stop();
            for (BookingEngine server : servers.subList(1, servers.size())) {
                server.close();
            }
            boolean released = right.read().allotment(allotment.allotment().id()).orElseThrow().nights().stream()
                    .anyMatch(AllotmentNight::released);
            return check(right, clients, released);
        }
    }

    /**
     * A store without its own clock takes the machine's time at the start, so only later changes count as wrong
     * there.
     */
    private void addServers(boolean hasClock) {
        servers.add(server(InstantSource.system(), true));
        List<Duration> ahead = hasClock
                ? List.of(
                        FAR,
                        FAR.negated(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(-20),
                        Duration.ZERO,
                        Duration.ZERO)
                : List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        for (Duration wrong : ahead) {
            BadClock clock = new BadClock(wrong);
            clocks.add(clock);
            servers.add(server(clock, guarded));
            faults += wrong.isZero() ? 0 : 1;
        }
    }

    private boolean hasClock() {
        try (Store store = bed.open()) {
            return store.clock().isPresent();
        }
    }

    private BookingEngine server(InstantSource machine, boolean compares) {
        Store store = bed.open();
        EngineSettings settings = EngineSettings.DEFAULT.withSweep(SWEEP_EVERY, SWEEP_KEYS_MAX);
        EngineClock clock = compares ? EngineClock.of(store, machine, settings.clock()) : EngineClock.given(machine);
        return new BookingEngine(store, settings, clock, IdSource.secure(), EngineListener.NONE);
    }

    /** Makes the last two clocks drift and jump; the others stay as wrong as they are. */
    private void move(long end, Consumer<String> progress) throws InterruptedException {
        BadClock jumping = clocks.getLast();
        BadClock drifting = clocks.get(clocks.size() - 2);
        for (int i = 0; System.nanoTime() < end; i++) {
            Thread.sleep(CALM);
            jumping.set(
                    switch (i % 4) {
                        case 0 -> FAR;
                        case 1 -> Duration.ofSeconds(random.nextInt(-25, 25));
                        case 2 -> FAR.negated();
                        default -> Duration.ZERO;
                    });
            if (i % 4 == 0) {
                drifting.set(Duration.ZERO);
                drifting.drift(random.nextBoolean() ? 50 : -50);
            }
            faults++;
            progress.accept(faults + " wrong clocks");
        }
    }

    private TrialTally check(BookingEngine right, ClockClients clients, boolean released) {
        List<String> findings = new ArrayList<>(clients.findings());
        if (released) {
            findings.add("an allotment was released weeks early");
        }
        // Its own sweeper ran all the time, so anything it would wrongly forget is forgotten by now.
        long doubled = clients.booked().entrySet().stream()
                .filter(sent -> !sent.getValue().equals(ClockClients.id(right.submit(sent.getKey()))))
                .count();
        Reads reads = right.read();
        long lost = clients.booked().values().stream()
                .map(id -> reads.booking(id).orElse(null))
                .filter(booking -> booking == null || booking.status() == BookingStatus.EXPIRED)
                .count();
        if (!reads.integrity().consistent()) {
            findings.add("The recount finds drift: " + reads.integrity().drift());
        }
        return new TrialTally(
                faults,
                clients.requests(),
                clients.booked().size(),
                0,
                lost,
                doubled,
                hotel.oversold(reads),
                clients.longest(),
                findings);
    }
}

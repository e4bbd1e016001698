package dev.lastroom.simulation.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Caller;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.store.Store;
import dev.lastroom.simulation.history.Answer;
import dev.lastroom.simulation.history.Count;
import dev.lastroom.simulation.history.Event;
import dev.lastroom.simulation.history.History;
import dev.lastroom.simulation.history.Op;
import dev.lastroom.simulation.history.Recorder;
import dev.lastroom.simulation.store.Fault;
import dev.lastroom.simulation.store.FaultyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients on real threads, each with a server of its own on one database, in a hotel of few nights. What they saw goes
 * to the checker. Used once.
 */
public final class Race {

    private static final int NIGHTS_MIN = 2;

    private static final List<Fault> FAULTS =
            List.of(Fault.CONFLICT, Fault.UNAVAILABLE, Fault.BROKEN_STATEMENT, Fault.COMMIT_LOST, Fault.ANSWER_LOST);

    private final SplittableRandom random;
    private final SimulatedClock clock = new SimulatedClock(SmallHotel.OPENING);
    private final Recorder recorder = new Recorder();
    private final SmallHotel hotel;
    private final Wishes wishes;
    private final IdSource ids;
    private final AtomicInteger faults = new AtomicInteger();

    /** @param seed decides what the clients want and what fails, but not who is first */
    public Race(long seed) {
        this.random = new SplittableRandom(seed);
        this.hotel = SmallHotel.random(random, NIGHTS_MIN);
        this.wishes = new Wishes(hotel);
        this.ids = IdSource.seeded(seed);
    }

    /**
     * Plays it.
     *
     * @param stores some stores on the same fresh database, for the clients in turns; they are left open
     * @param planted whether the database fails what it is told to
     * @param clients how many clients
     * @param commands how many each client sends, one after the other
     * @param faultPercent how many of a hundred batches fail on purpose
     */
    public History play(List<? extends Store> stores, boolean planted, int clients, int commands, int faultPercent)
            throws InterruptedException {
        List<BookingEngine> engines = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Store store = stores.get(i % stores.size());
            SplittableRandom chance = random.split();
            engines.add(SmallHotel.engine(
                    new FaultyStore(store, _ -> fault(chance, faultPercent), planted),
                    InstantSource.fixed(clock.instant()),
                    ids));
        }
        BookingEngine founder =
                SmallHotel.engine(new FaultyStore(stores.getFirst(), _ -> Fault.NONE, false), clock, ids);
        try {
            hotel.open(founder);
            race(engines, commands);
        } finally {
            founder.close();
            engines.forEach(BookingEngine::close);
        }
        return hotel.history(recorder.events(), stores.getFirst().reads());
    }

    /** A server has one lane, so its own chance is asked by one thread. */
    private Fault fault(SplittableRandom chance, int faultPercent) {
        if (chance.nextInt(100) >= faultPercent) {
            return Fault.NONE;
        }
        faults.incrementAndGet();
        return FAULTS.get(chance.nextInt(FAULTS.size()));
    }

    private void race(List<BookingEngine> engines, int commands) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(engines.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < engines.size(); i++) {
                int client = i;
                SplittableRandom own = random.split();
                clients.add(threads.submit(() -> {
                    start.await();
                    for (int n = 0; n < commands; n++) {
                        command(client, engines.get(client), own);
                    }
                    return client;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed", e);
        }
    }

    private void command(int client, BookingEngine engine, SplittableRandom own) {
        if (own.nextInt(6) == 0) {
            look(client, engine, own);
            return;
        }
        Request request = engine.request(wishes.next(client, own, clock.today()), Caller.embedded("client-" + client));
        wishes.sent(request);
        Op op = Translation.op(request);
        long start = recorder.start();
        Answer answer = Translation.answer(engine.submitAsync(request).join());
        Event _ = recorder.end(client, op, start, answer);
    }

    private void look(int client, BookingEngine engine, SplittableRandom own) {
        List<NightKey> nights = wishes.look(own, clock.today());
        long start = recorder.start();
        List<Night> seen = engine.read()
                .nights(
                        nights.getFirst().roomTypeId(),
                        nights.getFirst().date(),
                        nights.getLast().date().plusDays(1));
        Event _ = recorder.end(
                client,
                new Op.Look(nights),
                start,
                new Answer.Seen(seen.stream().map(Count::of).toList()));
    }

    /** How many batches failed on purpose. */
    public int faults() {
        return faults.get();
    }
}

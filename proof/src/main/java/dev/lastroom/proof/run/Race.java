package dev.lastroom.proof.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.store.Fault;
import dev.lastroom.proof.store.FaultyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients on real threads, each with its own server on one database, in a hotel of few nights. Used once. */
final class Race {

    private static final List<Fault> FAULTS =
            List.of(Fault.CONFLICT, Fault.UNAVAILABLE, Fault.BROKEN_STATEMENT, Fault.COMMIT_LOST, Fault.ANSWER_LOST);

    private final SplittableRandom random;
    private final Play play;
    private final AtomicInteger faults = new AtomicInteger();

    /** @param random decides what the clients ask for and what fails, but not who is first */
    Race(SplittableRandom random, Play play) {
        this.random = random;
        this.play = play;
    }

    /**
     * Runs the race.
     *
     * @param stores stores on the same fresh database, which the clients share in turns; they are left open
     * @param planted whether the database fails on command
     * @param clients how many clients
     * @param commands how many each client sends, one after the other
     * @param faultPercent how many of a hundred batches fail on purpose
     */
    void play(List<? extends Store> stores, boolean planted, int clients, int commands, int faultPercent)
            throws InterruptedException {
        List<BookingEngine> engines = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Store store = stores.get(i % stores.size());
            SplittableRandom chance = random.split();
            engines.add(play.server(new FaultyStore(store, _ -> fault(chance, faultPercent), planted)));
        }
        BookingEngine founder = play.server(new FaultyStore(stores.getFirst(), _ -> Fault.NONE, false));
        try {
            play.open(founder);
            for (int round = 0; round < play.rounds(); round++) {
                if (round > 0) {
                    play.wait(random, true);
                }
                race(engines, Math.ceilDiv(commands, play.rounds()));
            }
        } finally {
            founder.close();
            engines.forEach(BookingEngine::close);
        }
    }

    /** A server has one lane, so only one thread uses its random numbers. */
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
            String _ = play.look(client, engine.read(), own);
            return;
        }
        Play.Asked asked = play.ask(client, engine, own);
        String _ = asked.told(engine.submitAsync(asked.request()).join());
    }

    /** How many batches failed on purpose. */
    int faults() {
        return faults.get();
    }
}

package dev.lastroom.simulation.run;

import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.Caller;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One run in which the seed decides everything: which client sends what to which server, which server applies its batch
 * next and what goes wrong with it, when a server dies and how far the clock moves. The engines are real, with their own
 * threads; but only one of them moves at a time, so that the same seed gives the same run. Used once, by one thread.
 */
final class Schedule implements AutoCloseable {

    private static final List<Fault> FAULTS = List.of(
            Fault.CONFLICT,
            Fault.CONFLICT,
            Fault.UNAVAILABLE,
            Fault.BROKEN_STATEMENT,
            Fault.COMMIT_LOST,
            Fault.ANSWER_LOST,
            Fault.ANSWER_LOST);

    private static final List<Fault> LAST_FAULTS = List.of(Fault.UNAVAILABLE, Fault.COMMIT_LOST, Fault.ANSWER_LOST);

    private static final int NIGHTS_MIN = 4;

    private final SplittableRandom random;
    private final SimulatedClock clock = new SimulatedClock(SmallHotel.OPENING);
    private final IdSource ids;
    private final Store store;
    private final boolean planted;
    private final Trace trace;
    private final SmallHotel hotel;
    private final Wishes wishes;
    private final Promises promises;
    private final Recorder recorder = new Recorder();
    private final List<Server> servers = new ArrayList<>();
    private final List<Sent> underway = new ArrayList<>();
    private final int clients;
    private int faults;

    /** A command that is not answered yet. */
    private record Sent(int client, Server server, Op op, long start, CompletableFuture<Outcome> outcome) {}

    Schedule(long seed, Store store, boolean planted, Trace trace) {
        this.random = new SplittableRandom(seed);
        this.ids = IdSource.seeded(seed);
        this.store = store;
        this.planted = planted;
        this.trace = trace;
        this.hotel = SmallHotel.random(random, NIGHTS_MIN);
        this.wishes = new Wishes(hotel);
        this.promises = new Promises(hotel);
        this.clients = 2 + random.nextInt(5);
        try (var founder = SmallHotel.engine(new FaultyStore(store, _ -> Fault.NONE, false), clock, ids)) {
            hotel.open(founder);
        }
        IntStream.rangeClosed(0, random.nextInt(3)).forEach(_ -> servers.add(newServer()));
    }

    private Server newServer() {
        return new Server(store, planted, clock, ids);
    }

    /**
     * Takes the steps, and then lets all finish without faults.
     *
     * @throws BrokenPromiseException as soon as something is not as it must be
     */
    History play(int steps) {
        trace.add(clients + " clients, " + servers.size() + " servers, " + hotel);
        for (int i = 0; i < steps; i++) {
            step();
            answer();
            promises.check(store.reads());
        }
        for (Server server : servers) {
            while (server.waiting() > 0) {
                server.apply(Fault.NONE);
            }
        }
        answer();
        promises.check(store.reads());
        return hotel.history(recorder.events(), store.reads());
    }

    private void step() {
        int dice = random.nextInt(100);
        List<Server> ready = servers.stream().filter(s -> s.waiting() > 0).toList();
        if (dice < 2) {
            crash(random.nextInt(servers.size()));
        } else if (dice < 8) {
            moveClock();
        } else if (dice < 14) {
            look();
        } else if (underway.size() < clients && (dice < 60 || ready.isEmpty())) {
            send();
        } else {
            apply(ready.get(random.nextInt(ready.size())));
        }
    }

    private void send() {
        List<Integer> free = IntStream.range(0, clients)
                .filter(c -> underway.stream().noneMatch(sent -> sent.client() == c))
                .boxed()
                .toList();
        int client = free.get(random.nextInt(free.size()));
        int server = random.nextInt(servers.size());
        Request request = servers.get(server)
                .engine()
                .request(wishes.next(client, random, clock.today()), Caller.embedded("client-" + client));
        Op op = Translation.op(request);
        wishes.sent(request);
        trace.add("client " + client + " asks server " + server + " to " + op);
        long start = recorder.start();
        underway.add(new Sent(
                client, servers.get(server), op, start, servers.get(server).send(request)));
    }

    private void apply(Server server) {
        Fault fault = random.nextInt(4) == 0 ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
        faults += fault == Fault.NONE ? 0 : 1;
        trace.add("server " + servers.indexOf(server) + " applies " + server.waiting() + ", fault " + fault);
        server.apply(fault);
    }

    /** The clients of a server that dies never learn what became of their commands. */
    private void crash(int index) {
        Server server = servers.get(index);
        Fault last = LAST_FAULTS.get(random.nextInt(LAST_FAULTS.size()));
        trace.add("server " + index + " dies, last " + last);
        faults++;
        server.crash(last);
        underway.stream().filter(sent -> sent.server() == server).forEach(sent -> tell(sent, new Answer.Unknown()));
        underway.removeIf(sent -> sent.server() == server);
        servers.set(index, newServer());
    }

    private void answer() {
        underway.stream()
                .filter(sent -> sent.outcome().isDone())
                .forEach(sent -> tell(sent, Translation.answer(sent.outcome().join())));
        underway.removeIf(sent -> sent.outcome().isDone());
    }

    private void tell(Sent sent, Answer answer) {
        Event event = recorder.end(sent.client(), sent.op(), sent.start(), answer);
        trace.add(event.toString());
        promises.told(event);
    }

    /** Days pass only while nothing is under way, as they do for people. */
    private void moveClock() {
        Duration by = Duration.ofSeconds(random.nextInt(7_200));
        boolean quiet = servers.stream().allMatch(Server::isIdle);
        if (quiet && random.nextInt(3) == 0) {
            by = by.plusDays(1 + random.nextInt(4));
        }
        if (clock.instant().plus(by).isBefore(SmallHotel.OPENING.plus(Duration.ofDays(hotel.nights() - 1)))) {
            clock.move(by);
            trace.add("now " + clock.instant());
        }
        if (quiet) {
            trace.add("swept " + servers.getFirst().engine().sweepKeys());
        }
    }

    private void look() {
        List<NightKey> nights = wishes.look(random, clock.today());
        long start = recorder.start();
        Map<NightKey, Count> counts = hotel.counts(store.reads());
        Answer seen = new Answer.Seen(nights.stream().map(counts::get).toList());
        trace.add(recorder.end(clients, new Op.Look(nights), start, seen).toString());
    }

    int faults() {
        return faults;
    }

    /** Ends all threads, also of a run that broke off. */
    @Override
    public void close() {
        servers.forEach(server -> server.crash(Fault.UNAVAILABLE));
    }
}

package dev.lastroom.proof.run;

import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.store.Fault;
import dev.lastroom.proof.store.FaultyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One run in which the seed decides everything: which client sends what to which server, which server applies its
 * batch next and what goes wrong with it, when a server dies and how far the clock moves. The engines are real, with
 * their own threads. Only one of them moves at a time, so the same seed gives the same run. Used once, by one thread.
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

    private static final int SERVERS_MAX = 3;

    private final SplittableRandom random;
    private final List<? extends Store> stores;
    private final boolean planted;
    private final Trace trace;
    private final Play play;
    private final List<Server> servers = new ArrayList<>();
    private final List<Sent> underway = new ArrayList<>();
    private final int clients;
    private int faults;

    /** A command that is not answered yet. */
    private record Sent(int client, Server server, Play.Asked asked, CompletableFuture<? extends Outcome<?>> outcome) {}

    /**
     * Prepares a run.
     *
     * @param stores stores on the same fresh database, which the servers share in turns; they are left open
     */
    Schedule(SplittableRandom random, Play play, List<? extends Store> stores, boolean planted, Trace trace) {
        this.random = random;
        this.stores = stores;
        this.planted = planted;
        this.trace = trace;
        this.play = play;
        this.clients = 2 + random.nextInt(5);
        try (var founder = play.server(new FaultyStore(stores.getFirst(), _ -> Fault.NONE, false))) {
            play.open(founder);
        }
        IntStream.rangeClosed(0, random.nextInt(SERVERS_MAX)).forEach(i -> servers.add(newServer(i)));
    }

    private Server newServer(int index) {
        return new Server(stores.get(index % stores.size()), planted, play);
    }

    /**
     * Runs the steps, then lets everything finish without faults.
     *
     * @throws BrokenPromiseException as soon as a promise is broken
     */
    Play.Judgement play(int steps) {
        trace.add(clients + " clients, " + servers.size() + " servers, " + play.scene());
        for (int i = 0; i < steps; i++) {
            step();
            answer();
            play.check(reads());
        }
        for (Server server : servers) {
            while (server.waiting() > 0) {
                server.apply(Fault.NONE);
            }
        }
        answer();
        play.check(reads());
        return play.judge(reads());
    }

    private Reads reads() {
        return stores.getFirst().reads();
    }

    private void step() {
        int dice = random.nextInt(100);
        List<Server> ready = servers.stream().filter(s -> s.waiting() > 0).toList();
        if (dice < 2) {
            crash(random.nextInt(servers.size()));
        } else if (dice < 8) {
            moveClock();
        } else if (dice < 14) {
            trace.add(play.look(clients, stores.getLast().reads(), random));
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
        int index = random.nextInt(servers.size());
        Server server = servers.get(index);
        Play.Asked asked = play.ask(client, server.engine(), random);
        trace.add("client " + client + " asks server " + index + " to " + asked.wanted());
        underway.add(new Sent(client, server, asked, server.send(asked.request())));
    }

    private void apply(Server server) {
        Fault fault = random.nextInt(4) == 0 ? FAULTS.get(random.nextInt(FAULTS.size())) : Fault.NONE;
        faults += fault == Fault.NONE ? 0 : 1;
        trace.add("server " + servers.indexOf(server) + " applies " + server.waiting() + ", fault " + fault);
        server.apply(fault);
    }

    /** The clients of a server that dies never learn the outcomes of their commands. */
    private void crash(int index) {
        Server server = servers.get(index);
        Fault last = LAST_FAULTS.get(random.nextInt(LAST_FAULTS.size()));
        trace.add("server " + index + " dies, last " + last);
        faults++;
        server.crash(last);
        underway.stream()
                .filter(sent -> sent.server() == server)
                .forEach(sent -> trace.add(sent.asked().told(null)));
        underway.removeIf(sent -> sent.server() == server);
        servers.set(index, newServer(index));
    }

    private void answer() {
        underway.stream()
                .filter(sent -> sent.outcome().isDone())
                .forEach(sent -> trace.add(sent.asked().told(sent.outcome().join())));
        underway.removeIf(sent -> sent.outcome().isDone());
    }

    private void moveClock() {
        boolean quiet = servers.stream().allMatch(Server::isIdle);
        String moved = play.wait(random, quiet);
        if (moved != null) {
            trace.add(moved);
        }
        if (quiet) {
            trace.add("swept " + play.sweepKeys(servers.getFirst().engine(), stores.getFirst()));
        }
    }

    int faults() {
        return faults;
    }

    /** Ends all threads, even after a run that broke off. */
    @Override
    public void close() {
        servers.forEach(server -> server.crash(Fault.UNAVAILABLE));
    }
}

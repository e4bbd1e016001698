package dev.lastroom.proof.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.check.HistoryChecker;
import dev.lastroom.proof.check.Verdict;
import dev.lastroom.proof.history.ClientAnswer;
import dev.lastroom.proof.history.History;
import dev.lastroom.proof.history.HistoryRecorder;
import dev.lastroom.proof.history.NightCount;
import dev.lastroom.proof.history.Op;
import dev.lastroom.proof.history.RecordedCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Clients book, cancel and look. The history checker, which shares nothing with the engine, judges what they saw. */
final class Bookings implements Play {

    private static final int SECONDS_MAX = 7_200;
    private static final int DAYS_MAX = 4;

    private final SimulatedClock clock = new SimulatedClock(SmallHotel.OPENING);
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final IdSource ids;
    private final SmallHotel hotel;
    private final RandomCommands commands;
    private final Promises promises;

    Bookings(long seed, SmallHotel hotel) {
        this.ids = IdSource.seeded(seed);
        this.hotel = hotel;
        this.commands = new RandomCommands(hotel);
        this.promises = new Promises(hotel);
    }

    private final class Sent implements Asked {

        private final int client;
        private final Request<?> request;
        private final Op op;
        private final long start;

        Sent(int client, Request<?> request) {
            this.client = client;
            this.request = request;
            this.op = Translation.op(request);
            commands.sent(request);
            this.start = recorder.start();
        }

        @Override
        public Request<?> request() {
            return request;
        }

        @Override
        public String wanted() {
            return op.toString();
        }

        @Override
        public String told(@Nullable Outcome<?> outcome) {
            ClientAnswer answer = outcome == null ? new ClientAnswer.Unknown() : Translation.answer(op, outcome);
            RecordedCommand recorded = recorder.end(client, op, start, answer);
            promises.told(recorded);
            return recorded.toString();
        }
    }

    @Override
    public String scene() {
        return hotel.toString();
    }

    @Override
    public BookingEngine server(Store store) {
        return SmallHotel.engine(store, clock, ids);
    }

    @Override
    public void open(BookingEngine founder) {
        hotel.open(founder);
    }

    @Override
    public Asked ask(int client, BookingEngine server, SplittableRandom random) {
        return new Sent(
                client,
                server.request(commands.next(client, random, clock.today()), Caller.embedded("client-" + client)));
    }

    @Override
    public String look(int client, Reads reads, SplittableRandom random) {
        List<NightKey> nights = commands.look(random, clock.today());
        long start = recorder.start();
        Map<NightKey, NightCount> counts = SmallHotel.counts(reads, nights);
        ClientAnswer seen =
                new ClientAnswer.Seen(nights.stream().map(counts::get).toList());
        return recorder.end(client, new Op.Look(nights), start, seen).toString();
    }

    /** Days pass only while nothing is under way, as they do for people. */
    @Override
    public @Nullable String wait(SplittableRandom random, boolean quiet) {
        Duration by = Play.pause(random, SECONDS_MAX, quiet, DAYS_MAX);
        if (!clock.instant().plus(by).isBefore(SmallHotel.OPENING.plus(Duration.ofDays(hotel.nights() - 1L)))) {
            return null;
        }
        clock.move(by);
        return "now " + clock.instant();
    }

    @Override
    public int sweepKeys(BookingEngine server, Store store) {
        return server.sweepKeys();
    }

    @Override
    public int rounds() {
        return 1;
    }

    @Override
    public void check(Reads reads) {
        promises.check(reads);
    }

    /** Everything the clients saw, with a look at everything as it is now. */
    History history(Reads reads) {
        return hotel.history(recorder.commands(), reads);
    }

    @Override
    public Judgement judge(Reads reads) {
        History history = history(reads);
        Verdict verdict = HistoryChecker.DEFAULT.check(history);
        List<String> broken = switch (verdict) {
            case Verdict.Broken(var reasons) -> reasons;
            case Verdict.Explained _, Verdict.Undecided _ -> List.of();
        };
        return new Judgement(
                broken,
                verdict instanceof Verdict.Undecided,
                history.commands().size(),
                history.acknowledged(),
                history.unknown(),
                history.commands().stream().map(RecordedCommand::toString).toList());
    }
}

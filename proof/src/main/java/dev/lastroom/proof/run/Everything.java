package dev.lastroom.proof.run;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.SetupCommand;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.EventPage.Recorded;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.proof.judge.Journal;
import dev.lastroom.proof.judge.LogFollower;
import dev.lastroom.proof.judge.Replay;
import dev.lastroom.proof.judge.Story;
import dev.lastroom.store.testkit.model.AllPages;
import dev.lastroom.store.testkit.model.RandomRequests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Clients send every kind of command: holds, changes, groups, allotments, waitlist entries and setup. One of them
 * follows the events, on any server, and sometimes dies and continues from its saved position. A replay on the model
 * judges what the clients were told, and the follower's picture of the hotel judges the events.
 */
final class Everything implements Play {

    /** Makes a small hotel collide: two holds a guest, a short time to answer an offer, keys that grow old. */
    private static final Rules RULES = Rules.DEFAULT
            .with(it -> {
                it.keyLifetime = Duration.ofDays(3);
                it.holdsPerUserMax = 2;
            })
            .withWaitlist(new HoldTime(Duration.ofMinutes(5)), 3);

    private static final int SECONDS_MAX = 240;
    private static final int DAYS_MAX = 1;
    private static final Duration SEASON = Duration.ofDays(6);
    private static final int SWEPT_MAX = 1_000;
    private static final int PAGE_MAX = 7;
    private static final int CHECKED_EVERY = 12;
    private static final int ROUNDS = 4;

    private final SimulatedClock clock = new SimulatedClock(SmallHotel.OPENING);
    private final RandomRequests requests;
    private final boolean isRace;
    private final IdSource ids;
    private final Journal journal = new Journal();
    private final AnswerLog answers = new AnswerLog();
    private LogFollower follower = new LogFollower();
    private LogFollower saved = new LogFollower();
    private int checks;

    /**
     * A play of one hotel.
     *
     * @param isRace whether threads race; then the property and its room types stay unchanged, since a command's
     *     reads of them are not part of the order of events
     */
    Everything(long seed, boolean isRace) {
        this.requests = new RandomRequests(seed, RandomRequests.Size.NARROW, clock);
        this.isRace = isRace;
        this.ids = IdSource.seeded(~seed);
    }

    private final class Sent implements Asked {

        private final int client;
        private final Request<?> request;

        Sent(int client, Request<?> request) {
            this.client = client;
            this.request = request;
        }

        @Override
        public Request<?> request() {
            return request;
        }

        @Override
        public String wanted() {
            return Story.of(request);
        }

        @Override
        public String told(@Nullable Outcome<?> outcome) {
            synchronized (Everything.this) {
                String line = "client " + client + ": " + Story.of(request) + " -> " + Story.of(outcome);
                answers.add(request, outcome, line);
                if (outcome != null) {
                    requests.learn(List.of(outcome));
                }
                return line;
            }
        }
    }

    @Override
    public String scene() {
        return "a hotel for all commands";
    }

    /** Its own clock stands still. Only clients expire holds, so the seed decides when. */
    @Override
    public BookingEngine server(Store store) {
        return SmallHotel.engine(journal.inFrontOf(store), InstantSource.fixed(SmallHotel.OPENING), ids, RULES);
    }

    @Override
    public void open(BookingEngine founder) {
        for (Request<?> request : requests.setUp()) {
            founder.submitAsync(request).join().orElseThrow();
        }
    }

    @Override
    public synchronized Asked ask(int client, BookingEngine server, SplittableRandom random) {
        requests.learn(entries(server.read()), server.read()::booking);
        Request<?> request;
        do {
            request = requests.next();
        } while (isRace && setsUp(request.command()));
        return new Sent(client, request);
    }

    private static boolean setsUp(Command<?> command) {
        return command instanceof SetupCommand.SaveProperty || command instanceof SetupCommand.SaveRoomType;
    }

    private static List<WaitlistEntry> entries(Reads reads) {
        return AllPages.all(Page.LIMIT_MAX, page -> reads.waitlist().entries(WaitlistReads.Filter.ALL, page));
    }

    @Override
    public synchronized String look(int client, Reads reads, SplittableRandom random) {
        int dice = random.nextInt(8);
        if (dice == 0) {
            follower = saved.copy();
            return "the follower restarts from where it was saved";
        }
        if (dice < 3) {
            saved = follower.copy();
        }
        follower.read(reads, 1 + random.nextInt(PAGE_MAX));
        return "the follower continues" + (dice < 3 ? " after it was saved" : "");
    }

    @Override
    public @Nullable String wait(SplittableRandom random, boolean quiet) {
        Duration by = Play.pause(random, SECONDS_MAX, quiet, DAYS_MAX);
        if (!clock.instant().plus(by).isBefore(SmallHotel.OPENING.plus(SEASON))) {
            return null;
        }
        clock.move(by);
        return "now " + clock.instant();
    }

    @Override
    public int sweepKeys(BookingEngine server, Store store) {
        return journal.inFrontOf(store).sweepKeys(clock.instant().minus(RULES.keyLifetime()), SWEPT_MAX);
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }

    /** Checks only sometimes: the end also finds what a step has broken. */
    @Override
    public void check(Reads reads) {
        if (++checks % CHECKED_EVERY == 0) {
            checkAll(reads);
        }
    }

    private synchronized void checkAll(Reads reads) {
        List<String> broken = new ArrayList<>(answers.lost(reads));
        reads.integrity().drift().forEach(drift -> broken.add("The recount finds " + drift));
        if (!broken.isEmpty()) {
            throw new BrokenPromiseException(String.join("; ", broken));
        }
    }

    @Override
    public synchronized Judgement judge(Reads reads) {
        List<String> broken = new ArrayList<>(answers.lost(reads));
        reads.integrity().drift().forEach(drift -> broken.add("The recount finds " + drift));
        LogFollower late = new LogFollower();
        broken.addAll(late.catchUp(reads));
        if (!reads.integrityFromEvents().consistent()) {
            broken.add("The recount from events finds " + reads.integrityFromEvents());
        }
        broken.addAll(follower.catchUp(reads));
        if (!follower.log().equals(late.log())) {
            broken.add("The follower saw other events than the log has");
        }
        Replay.Finding verdict =
                Replay.judge(journal, late.log().stream().map(Recorded::event).toList(), new Decision(RULES), reads);
        broken.addAll(verdict.broken());
        if (verdict.broken().isEmpty() && !verdict.undecided()) {
            broken.addAll(answers.contradicted(journal, verdict));
        }
        return new Judgement(
                broken.stream().distinct().toList(),
                verdict.undecided(),
                answers.count(),
                answers.acknowledged(),
                answers.unknown(),
                answers.story());
    }
}

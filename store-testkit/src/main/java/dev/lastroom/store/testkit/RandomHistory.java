package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.Decision;
import dev.lastroom.engine.booking.HoldTime;
import dev.lastroom.engine.booking.Outcome;
import dev.lastroom.engine.booking.Request;
import dev.lastroom.engine.booking.Rules;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Plays {@link RandomRequests} on the model, with a listener that may play them on a real store beside it. */
final class RandomHistory {

    /** The rules that make a few small hotels collide: one hold a guest, a short wait for an answer to an offer. */
    static final Decision DECISION =
            new Decision(new Rules(Rules.DEFAULT.keyLifetime(), Rules.DEFAULT.derivedKeyWindow(), 1)
                    .withWaitlist(new HoldTime(Duration.ofMinutes(5)), 2));

    private static final int BATCHES = 400;
    private static final int SEEDS = 3;
    private static final int SEEDS_TRIED = 60;

    /** Histories in which something never happens would prove nothing about it. */
    private static final Set<String> EVERYTHING = Set.of(
            "ACCEPTED",
            "AllotmentBelowPickedUp",
            "AllotmentChanged",
            "AllotmentChanged again",
            "AllotmentCreated",
            "AllotmentCreated again",
            "AllotmentExhausted",
            "AllotmentNotFound",
            "Booked",
            "Booked again",
            "BookingNotFound",
            "Cancelled",
            "Cancelled again",
            "CapacityBelowBooked",
            "Changed",
            "Changed again",
            "DECLINED",
            "EntryNotFound",
            "GroupBooked",
            "GroupBooked again",
            "GroupCancelled",
            "GroupCancelled again",
            "GroupChanged",
            "GroupChanged again",
            "GroupNotFound",
            "HoldExpired",
            "HoldsExpired",
            "IdempotencyConflict",
            "InsufficientInventory",
            "InvalidTransition",
            "ItemRefused",
            "LEFT",
            "NightNotOpen",
            "NightsOpened",
            "NoStay",
            "NoSuchStep",
            "NotYourBooking",
            "NotYourEntry",
            "OfferExpired",
            "OtherCurrency",
            "OtherProperty",
            "OutsideStay",
            "PropertyNotFound",
            "RestrictionViolated",
            "RoomTypeNotFound",
            "RoomTypeOfOtherProperty",
            "RoomsAvailable",
            "StaleVersion",
            "StayInThePast",
            "TooManyHolds",
            "WAITING",
            "WaitIsOver",
            "WaitlistFull",
            "Waitlisted again");

    /** Hears of each batch what the model made of it. */
    @FunctionalInterface
    interface Listener {
        void played(List<Request> batch, List<Outcome> outcomes) throws Exception;
    }

    private RandomHistory() {}

    /** New seeds: three, and as many more as it takes until everything has happened in the history of one of them. */
    static LongStream seeds() {
        SplittableRandom random = new SplittableRandom();
        Set<String> missing = new HashSet<>(EVERYTHING);
        LongStream.Builder seeds = LongStream.builder();
        for (int tried = 0; tried < SEEDS || !missing.isEmpty(); tried++) {
            assertThat(tried).as("histories without %s", missing).isLessThan(SEEDS_TRIED);
            long seed = random.nextLong();
            if (missing.removeAll(kinds(seed)) || tried < SEEDS) {
                seeds.add(seed);
            }
        }
        return seeds.build();
    }

    /** Plays the history of a seed to its end, and gives the time of its last request. */
    static Instant play(long seed, ModelStore model, Listener listener) throws Exception {
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < BATCHES; i++) {
            List<Request> batch = i == 0 ? requests.setUp() : requests.nextBatch();
            List<Outcome> outcomes = model.apply(batch, DECISION, LockWait.FULL).outcomes();
            requests.learn(outcomes);
            requests.learn(entries(model.reads()), model.reads()::booking);
            listener.played(batch, outcomes);
        }
        return requests.now();
    }

    /** Everyone who waits or has waited. */
    static List<WaitlistEntry> entries(Reads reads) {
        return Pages.all(page -> reads.waitlist().entries(WaitlistReads.Filter.ALL, page));
    }

    private static Set<String> kinds(long seed) {
        Set<String> kinds = new HashSet<>();
        try (ModelStore model = new ModelStore()) {
            play(seed, model, (_, outcomes) -> outcomes.forEach(outcome -> kinds.add(kind(outcome))));
        } catch (Exception e) {
            throw new AssertionError("-Dlastroom.seed=" + seed, e);
        }
        return kinds;
    }

    /** What came of a request, in a word or two. */
    static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused r -> r.reason().getClass().getSimpleName();
            case Outcome.Booked b when b.replayed() -> "Booked again";
            case Outcome.Cancelled c when c.replayed() -> "Cancelled again";
            case Outcome.Changed c when c.replayed() -> "Changed again";
            case Outcome.GroupBooked g when g.replayed() -> "GroupBooked again";
            case Outcome.GroupCancelled g when g.replayed() -> "GroupCancelled again";
            case Outcome.GroupChanged g when g.replayed() -> "GroupChanged again";
            case Outcome.Waitlisted w when w.replayed() -> "Waitlisted again";
            case Outcome.Waitlisted w -> w.entry().status().toString();
            case Outcome.AllotmentCreated a when a.replayed() -> "AllotmentCreated again";
            case Outcome.AllotmentChanged a when a.replayed() -> "AllotmentChanged again";
            case Outcome o -> o.getClass().getSimpleName();
        };
    }
}

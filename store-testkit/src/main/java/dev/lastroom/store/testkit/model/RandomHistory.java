package dev.lastroom.store.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
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

/** Plays {@link RandomRequests} on the model, with a listener that may play them on a real store too. */
public final class RandomHistory {

    /**
     * Rules that make requests to a few small hotels collide: one hold for each guest, and a short wait for an answer
     * to an offer.
     */
    public static final Decision DECISION = new Decision(Rules.DEFAULT
            .with(it -> {
                it.holdsPerUserMax = 1;
                it.waitsPerUserMax = 1;
                it.reinstateWithin = Duration.ofSeconds(60);
            })
            .withWaitlist(new HoldTime(Duration.ofMinutes(5)), 2));

    private static final int BATCHES = 400;
    private static final int SEEDS = 3;

    /** The rarest kind, {@code OthersWait}, is in one history of fifteen. */
    private static final int SEEDS_TRIED = 400;

    /** Histories in which something never happens would prove nothing about it. */
    private static final Set<String> EVERYTHING = Set.of(
            "ACCEPTED",
            "Advance",
            "Advance again",
            "AllotmentBelowPickedUp",
            "AllotmentExhausted",
            "AllotmentNotFound",
            "Amend",
            "Amend again",
            "AdvanceEntry again",
            "Book",
            "Book again",
            "BookGroup",
            "BookGroup again",
            "BookingNotFound",
            "Cancel",
            "Cancel again",
            "CancelGroup",
            "CancelGroup again",
            "CapacityBelowBooked",
            "CatchUp",
            "ChangeAllotment",
            "ChangeAllotment again",
            "ConfirmGroup",
            "ConfirmGroup again",
            "CreateAllotment",
            "CreateAllotment again",
            "DECLINED",
            "EntryNotFound",
            "Extend",
            "GroupNotFound",
            "HoldExpired",
            "IdempotencyConflict",
            "InsufficientInventory",
            "InvalidTransition",
            "ItemRefused",
            "Join again",
            "LEFT",
            "NeverEnoughRooms",
            "NightNotOpen",
            "NoStay",
            "NoSuchStep",
            "NotYourBooking",
            "NotYourEntry",
            "OfferExpired",
            "OpenNights",
            "OtherCurrency",
            "OtherProperty",
            "OthersWait",
            "OutsideStay",
            "PropertyNotFound",
            "Reinstate",
            "Reinstate again",
            "ReleaseAllotment",
            "ReleaseAllotment again",
            "RestrictionViolated",
            "RoomTypeNotFound",
            "RoomTypeOfOtherProperty",
            "RoomsAvailable",
            "SaveProperty",
            "SaveRoomType",
            "StaleVersion",
            "StayInThePast",
            "TooManyHolds",
            "UserWaitsEnough",
            "WAITING",
            "WaitIsOver",
            "WaitlistFull");

    /** Receives each batch with the model's outcomes. */
    @FunctionalInterface
    public interface Listener {
        void played(List<Request<?>> batch, List<Outcome<?>> outcomes) throws Exception;
    }

    private RandomHistory() {}

    /** Returns new seeds: three, and more until everything has happened in one of their histories. */
    public static LongStream seeds() {
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

    /** Plays the history of a seed to its end, and returns the time of its last request. */
    public static Instant play(long seed, ModelStore model, Listener listener) throws Exception {
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < BATCHES; i++) {
            List<Request<?>> batch = i == 0 ? requests.setUp() : requests.nextBatch();
            List<Outcome<?>> outcomes =
                    model.apply(batch, DECISION, LockWait.FULL).outcomes();
            requests.learn(outcomes);
            requests.learn(entries(model.reads()), model.reads()::booking);
            listener.played(batch, outcomes);
        }
        return requests.now();
    }

    /** Returns all entries, waiting or not. */
    public static List<WaitlistEntry> entries(Reads reads) {
        return AllPages.all(page -> reads.waitlist().entries(WaitlistReads.Filter.ALL, page));
    }

    private static Set<String> kinds(long seed) {
        Set<String> kinds = new HashSet<>();
        try (ModelStore model = new ModelStore()) {
            play(seed, model, (batch, outcomes) -> {
                for (int i = 0; i < batch.size(); i++) {
                    kinds.add(kind(batch.get(i), outcomes.get(i)));
                }
            });
        } catch (Exception e) {
            throw new AssertionError("-Dlastroom.seed=" + seed, e);
        }
        return kinds;
    }

    /** Returns the kind of a request's outcome, in a word or two. */
    private static String kind(Request<?> request, Outcome<?> outcome) {
        return switch (outcome) {
            case Refused<?> refused -> refused.reason().getClass().getSimpleName();
            case Failed<?> failed -> failed.reason().name();
            case Done<?>(WaitlistEntry entry, boolean replayed)
            when !replayed -> entry.status().name();
            case Done<?> done -> request.command().getClass().getSimpleName() + (done.replayed() ? " again" : "");
        };
    }
}

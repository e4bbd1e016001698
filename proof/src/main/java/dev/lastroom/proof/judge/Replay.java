package dev.lastroom.proof.judge;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.proof.judge.Journal.Batch;
import dev.lastroom.proof.judge.Journal.JournalEntry;
import dev.lastroom.proof.judge.Journal.Sweep;
import dev.lastroom.store.testkit.model.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of a journal's transactions in which the model, one transaction at a time, gives every recorded
 * outcome and writes the log of events word by word. If one transaction was answered before another was sent, it
 * comes first. Transactions that left events follow the order of the log. So there is hardly anything to search. A
 * transaction without events changed only keys. It comes as early as it fits, since a client that was answered by a key
 * comes after it in any order. Only if that leads nowhere is another order tried: a transaction that stores a key may
 * also come after one that used the key in vain, and one that leaves no event here may leave some later, such as the
 * end of a hold that a transaction with an unknown outcome made. Such a transaction happens wholly or not at all. Used
 * once, by one thread.
 */
public final class Replay {

    private static final int TRIES_MAX = 50_000;
    private static final int CANDIDATES_SHOWN = 3;

    private final Decision decision;
    private final List<Event> log;
    private final List<String> stuck = new ArrayList<>();
    private final boolean hasty;
    private int stuckAt = -1;
    private int tries;

    /**
     * The search's finding.
     *
     * @param broken what is wrong, each a sentence; empty if there is such an order and it leads to the final state
     * @param undecided whether the search gave up
     * @param happened the requests that were carried out in that order
     */
    public record Finding(List<String> broken, boolean undecided, List<Request<?>> happened) {}

    /** The model after one more transaction. */
    private record Explored(JournalEntry entry, ModelStore after, boolean isQuiet, boolean keepsKey) {}

    private record Explained(ModelStore end, List<JournalEntry> order) {}

    /** @param hasty whether a transaction without events comes as early as it fits, whatever it may do later */
    private Replay(Decision decision, List<Event> log, boolean hasty) {
        this.decision = decision;
        this.log = log;
        this.hasty = hasty;
    }

    /**
     * Judges a finished run.
     *
     * @param log all events, in their order
     * @param reads the state at the end
     */
    public static Finding judge(Journal journal, List<Event> log, Decision decision, Reads reads) {
        Replay replay = new Replay(decision, log, true);
        Explained explained = replay.explain(new ModelStore(), journal.entries(), List.of());
        if (explained == null && replay.tries < TRIES_MAX) {
            explained = new Replay(decision, log, false).explain(new ModelStore(), journal.entries(), List.of());
        }
        if (explained != null) {
            List<String> differences = Picture.of(explained.end().reads())
                    .differences("the replay gives", Picture.of(reads), "the store says");
            return new Finding(differences, false, requests(explained.order()));
        }
        boolean undecided = replay.tries >= TRIES_MAX;
        return new Finding(undecided ? List.of() : List.copyOf(replay.stuck), undecided, List.of());
    }

    private static List<Request<?>> requests(List<JournalEntry> order) {
        return order.stream()
                .flatMap(entry -> switch (entry) {
                    case Batch batch -> batch.requests().stream();
                    case Sweep _ -> Stream.of();
                })
                .toList();
    }

    private @Nullable Explained explain(ModelStore start, List<JournalEntry> toDo, List<JournalEntry> done) {
        ModelStore model = start;
        List<JournalEntry> left = new ArrayList<>(toDo);
        List<JournalEntry> order = new ArrayList<>(done);
        while (model.events().size() < log.size() || !left.stream().allMatch(JournalEntry::isUnknown)) {
            List<Explored> steps = steps(model, left);
            if (steps.isEmpty() || tries >= TRIES_MAX) {
                noteWhereItIsStuck(model, left);
                return null;
            }
            Explored first = steps.getFirst();
            if (steps.size() > 1 && !isCertain(first)) {
                return oneOf(steps, left, order);
            }
            model = first.after();
            left.remove(first.entry());
            order.add(first.entry());
        }
        return new Explained(model, order);
    }

    private @Nullable Explained oneOf(List<Explored> steps, List<JournalEntry> left, List<JournalEntry> order) {
        for (Explored explored : steps) {
            List<JournalEntry> rest = new ArrayList<>(left);
            rest.remove(explored.entry());
            List<JournalEntry> longer = new ArrayList<>(order);
            longer.add(explored.entry());
            Explained explained = explain(explored.after(), rest, longer);
            if (explained != null) {
                return explained;
            }
        }
        return null;
    }

    private boolean isCertain(Explored explored) {
        return explored.isQuiet()
                && !explored.entry().isUnknown()
                && (hasty || (!explored.keepsKey() && !mayLeaveEvents(explored)));
    }

    /** Whether the log still has an event that this transaction, were it later, could have left. */
    private boolean mayLeaveEvents(Explored explored) {
        List<Event> toCome = log.subList(explored.after().events().size(), log.size());
        return switch (explored.entry()) {
            case Batch batch ->
                toCome.stream()
                        .anyMatch(event -> batch.requests().stream()
                                .anyMatch(request -> !event.at().isAfter(request.at())));
            case Sweep _ -> false;
        };
    }

    /** The possible next steps: a certain one alone, or else all that fit, those without events last. */
    private List<Explored> steps(ModelStore model, List<JournalEntry> left) {
        List<Explored> steps = new ArrayList<>();
        List<Explored> quiet = new ArrayList<>();
        for (JournalEntry entry : next(left)) {
            Explored explored = tried(model, entry);
            if (explored != null && isCertain(explored)) {
                return List.of(explored);
            }
            if (explored != null) {
                (explored.isQuiet() ? quiet : steps).add(explored);
            }
        }
        steps.addAll(quiet);
        return steps;
    }

    /** All entries that no other entry must precede. */
    private static List<JournalEntry> next(List<JournalEntry> left) {
        long firstEnd = left.stream().mapToLong(JournalEntry::end).min().orElse(JournalEntry.NEVER);
        return left.stream().filter(entry -> entry.start() <= firstEnd).toList();
    }

    private @Nullable Explored tried(ModelStore model, JournalEntry entry) {
        tries++;
        ModelStore after = model.copy();
        switch (entry) {
            case Sweep sweep -> {
                return after.sweepKeys(sweep.before(), sweep.limit()) == sweep.forgotten()
                        ? new Explored(entry, after, true, false)
                        : null;
            }
            case Batch batch -> {
                List<Outcome<?>> outcomes =
                        after.apply(batch.requests(), decision, LockWait.FULL).outcomes();
                List<Event> events = added(model, after);
                boolean isQuiet = events.isEmpty();
                boolean keepsKey = isQuiet && keysDiffer(model, after, batch);
                boolean fits = batch.outcomes() == null ? !isQuiet || keepsKey : outcomes.equals(batch.outcomes());
                int at = model.events().size();
                return fits
                                && at + events.size() <= log.size()
                                && log.subList(at, at + events.size()).equals(events)
                        ? new Explored(entry, after, isQuiet, keepsKey)
                        : null;
            }
        }
    }

    private static List<Event> added(ModelStore before, ModelStore after) {
        List<Event> all = after.events();
        return all.subList(before.events().size(), all.size());
    }

    private static boolean keysDiffer(ModelStore one, ModelStore other, Batch batch) {
        return batch.requests().stream()
                .flatMap(request -> Stream.ofNullable(request.claim()))
                .anyMatch(claim -> !Objects.equals(one.key(claim.scoped()), other.key(claim.scoped())));
    }

    /** Tells how far the search came, and why nothing fits there. */
    private void noteWhereItIsStuck(ModelStore model, List<JournalEntry> left) {
        int at = model.events().size();
        if (at <= stuckAt) {
            return;
        }
        stuckAt = at;
        stuck.clear();
        stuck.add("No order explains what the clients were told: after " + at + " of " + log.size()
                + " events, the next in the log is "
                + (at < log.size() ? Story.of(log.get(at).what()) : "nothing"));
        next(left).stream()
                .filter(entry -> !entry.isUnknown())
                .limit(CANDIDATES_SHOWN)
                .forEach(entry -> {
                    ModelStore after = model.copy();
                    switch (entry) {
                        case Sweep sweep ->
                            stuck.add("  " + sweep + " would have forgotten "
                                    + after.sweepKeys(sweep.before(), sweep.limit()) + " keys");
                        case Batch batch -> {
                            List<Outcome<?>> outcomes = after.apply(batch.requests(), decision, LockWait.FULL)
                                    .outcomes();
                            stuck.add("  " + texts(batch.requests().stream().map(Story::of)) + " had the outcomes "
                                    + texts(Objects.requireNonNull(batch.outcomes()).stream()
                                            .map(Story::of)) + ", and the rules give "
                                    + (outcomes.equals(batch.outcomes())
                                            ? "the same"
                                            : texts(outcomes.stream().map(Story::of)))
                                    + " with the events "
                                    + texts(added(model, after).stream().map(event -> Story.of(event.what()))));
                        }
                    }
                });
    }

    private static String texts(Stream<String> things) {
        return things.collect(Collectors.joining("; "));
    }
}

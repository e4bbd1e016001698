package dev.lastroom.proof.run;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.proof.judge.Journal;
import dev.lastroom.proof.judge.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers to clients of all kinds of commands. Not thread-safe. */
final class AnswerLog {

    private record Told(Request<?> request, @Nullable Outcome<?> outcome, String line) {

        boolean saysThatNothingHappened() {
            return outcome instanceof Failed<?>(Failure reason, String _, var _) && reason != Failure.OUTCOME_UNKNOWN;
        }

        boolean isUnknown() {
            return outcome == null || (outcome instanceof Failed<?> && !saysThatNothingHappened());
        }

        boolean isAcknowledged() {
            return outcome instanceof Done<?>;
        }
    }

    private final List<Told> all = new ArrayList<>();
    private final Map<BookingId, Integer> versions = new LinkedHashMap<>();
    private final Set<EntryId> entries = new HashSet<>();
    private final Set<AllotmentId> allotments = new HashSet<>();

    void add(Request<?> request, @Nullable Outcome<?> outcome, String line) {
        all.add(new Told(request, outcome, line));
        if (outcome instanceof Done<?>(var value, boolean _)) {
            switch (value) {
                case Booking booking -> acknowledged(booking);
                case BookingGroup group -> group.bookings().forEach(this::acknowledged);
                case WaitlistEntry entry -> entries.add(entry.id());
                case AllotmentNights it -> allotments.add(it.allotment().id());
                // Setup is not looked for.
                default -> {}
            }
        }
    }

    private void acknowledged(Booking booking) {
        versions.merge(booking.id(), booking.version(), Math::max);
    }

    /** Acknowledged changes that are missing or undone, each a sentence. */
    List<String> lost(Reads reads) {
        List<String> lost = new ArrayList<>();
        versions.forEach((id, version) -> {
            Booking there = reads.booking(id).orElse(null);
            if (there == null || there.version() < version) {
                lost.add("Version " + version + " of the booking " + id + " is lost: " + there);
            }
        });
        entries.stream()
                .filter(id -> reads.waitlist().entry(id).isEmpty())
                .forEach(id -> lost.add("The entry " + id + " is lost"));
        allotments.stream()
                .filter(id -> reads.allotment(id).isEmpty())
                .forEach(id -> lost.add("The allotment " + id + " is lost"));
        return lost;
    }

    /** Answers that contradict the order that explains the run, each a sentence. */
    List<String> contradicted(Journal journal, Replay.Finding verdict) {
        Map<NewId, List<Outcome<?>>> given = new HashMap<>();
        journal.outcomes().forEach((request, outcomes) -> given.put(request.newId(), outcomes));
        Set<NewId> happened = verdict.happened().stream().map(Request::newId).collect(Collectors.toSet());
        List<String> contradicted = new ArrayList<>();
        for (Told told : all) {
            NewId id = told.request().newId();
            if (told.saysThatNothingHappened() && happened.contains(id)) {
                contradicted.add("The command took effect, but the answer said that nothing happened: " + told.line());
            }
            if (!told.isUnknown()
                    && !told.saysThatNothingHappened()
                    && !given.getOrDefault(id, List.of()).contains(told.outcome())) {
                contradicted.add("The store returned another outcome: " + told.line());
            }
        }
        return contradicted;
    }

    int count() {
        return all.size();
    }

    int acknowledged() {
        return (int) all.stream().filter(Told::isAcknowledged).count();
    }

    int unknown() {
        return (int) all.stream().filter(Told::isUnknown).count();
    }

    List<String> story() {
        return all.stream().map(Told::line).toList();
    }
}

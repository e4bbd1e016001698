package dev.lastroom.engine.rules;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.command.AllotmentCommand.ChangeAllotment;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.Event;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentBelowPickedUp;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.KeyOutcome.AnAllotment;
import dev.lastroom.engine.outcome.KeyRecord;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Ruling;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.NoStay;
import dev.lastroom.engine.outcome.Refusal.StayInThePast;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.engine.rules.Decision.Decided;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The part of {@link Decision} that sets rooms aside and releases them. Rooms left in an allotment count as booked, so
 * that the rules for selling need not know of allotments.
 */
final class AllotmentRules {

    /** The request id in the event of a scheduled release. */
    private static final String RELEASE = "allotment-release";

    private AllotmentRules() {}

    static Decided<AllotmentNights> create(State state, Request<?> request, CreateAllotment wanted) {
        RoomType roomType = state.roomType(wanted.roomTypeId());
        if (roomType == null) {
            return Decided.refused(new RoomTypeNotFound(wanted.roomTypeId()));
        }
        Property property = Objects.requireNonNull(state.property(roomType.propertyId()));
        LocalDate today = property.today(request.at());
        if (wanted.stay().start().isBefore(today)) {
            return Decided.refused(new StayInThePast(wanted.stay().start(), today));
        }
        Allotment allotment = new Allotment(
                request.newId().allotment(),
                wanted.owner(),
                property.id(),
                roomType.id(),
                wanted.name(),
                wanted.stay(),
                wanted.release(),
                request.at());
        List<AllotmentNight> nights = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (LocalDate date : wanted.stay().dates()) {
            Instant releaseAt = wanted.release().of(date, property.timeZone());
            AllotmentNight night = new AllotmentNight(
                            allotment.id(), roomType.id(), date, wanted.rooms(), 0, releaseAt, false)
                    .asOf(request.at());
            Night open = state.night(night.night());
            int available = open == null ? 0 : open.available();
            if (open == null || available < night.left()) {
                return Decided.refused(new InsufficientInventory(roomType.id(), wanted.rooms(), available, date));
            }
            count(changes, open, night.left());
            changes.add(new Change.AllotmentNightIs(night));
            nights.add(night);
        }
        changes.add(new Change.AllotmentIs(allotment));
        happened(
                changes,
                request,
                new AllotmentEvent(AllotmentEvent.Type.CREATED, null, AllotmentEvent.Side.of(allotment, nights)));
        return Decided.done(new AllotmentNights(allotment, nights), changes);
    }

    /** The answer to a request to set rooms aside whose key is known. */
    static Ruling<AllotmentNights> replay(State state, Request<?> request, KeyRecord earlier) {
        AllotmentId id = earlier.outcome(AnAllotment.class).id();
        Allotment allotment = Objects.requireNonNull(state.allotment(id));
        // The engine's own retry finds what its first try made: that is not a replay.
        boolean replayed = !id.equals(request.newId().allotment());
        return new Done<>(withNights(state, allotment), replayed);
    }

    static Decided<AllotmentNights> change(State state, Request<?> request, OfAllotment command) {
        Allotment allotment = state.allotment(command.allotmentId());
        if (allotment == null) {
            return Decided.refused(new AllotmentNotFound(command.allotmentId()));
        }
        return switch (command) {
            case ChangeAllotment c -> change(state, request, allotment, c);
            case ReleaseAllotment _ -> releaseAll(state, request, allotment);
        };
    }

    private static Decided<AllotmentNights> change(
            State state, Request<?> request, Allotment before, ChangeAllotment wanted) {
        LocalDate from = wanted.from() != null ? wanted.from() : before.stay().start();
        LocalDate to = wanted.to() != null ? wanted.to() : before.stay().end();
        if (!from.isBefore(to)
                || from.isBefore(before.stay().start())
                || to.isAfter(before.stay().end())) {
            return Decided.refused(new NoStay(from + " to " + to + " is not within the allotment, " + before.stay()));
        }
        Allotment now = before.with(
                wanted.name() != null ? wanted.name() : before.name(),
                before.release().with(wanted.release()));
        ZoneId zone =
                Objects.requireNonNull(state.property(before.propertyId())).timeZone();
        NightChanges difference = new NightChanges();
        for (AllotmentNight night : withNights(state, before).nights()) {
            if (night.released()) {
                continue;
            }
            boolean isMeant = !night.date().isBefore(from) && night.date().isBefore(to);
            int rooms = wanted.rooms() != null && isMeant ? wanted.rooms() : night.rooms();
            if (rooms < night.pickedUp()) {
                return Decided.refused(new AllotmentBelowPickedUp(before.id(), night.date(), rooms, night.pickedUp()));
            }
            AllotmentNight next =
                    night.with(rooms, now.release().of(night.date(), zone)).asOf(request.at());
            int more = next.left() - night.left();
            Night open = Objects.requireNonNull(state.night(night.night()));
            if (more > open.available()) {
                return Decided.refused(
                        new InsufficientInventory(before.roomTypeId(), more, open.available(), night.date()));
            }
            difference.add(open, night, next);
        }
        if (difference.isNone() && now.equals(before)) {
            return Decided.already(withNights(state, before));
        }
        difference.changes.add(new Change.AllotmentIs(now));
        return difference.decided(state, request, AllotmentEvent.Type.CHANGED, before, now);
    }

    private static Decided<AllotmentNights> releaseAll(State state, Request<?> request, Allotment allotment) {
        NightChanges difference = new NightChanges();
        for (AllotmentNight night : withNights(state, allotment).nights()) {
            if (!night.released()) {
                difference.release(state, night);
            }
        }
        return difference.isNone()
                ? Decided.already(withNights(state, allotment))
                : difference.decided(state, request, AllotmentEvent.Type.RELEASED, allotment, allotment);
    }

    /**
     * The changes when a release is due: the rooms left on these nights are on general sale, and have been since that
     * moment. All nights of an allotment released at the same time share one event.
     */
    static List<Change> release(State state, List<AllotmentNight> due) {
        Map<AllotmentId, Map<Instant, List<AllotmentNight>>> together = new TreeMap<>();
        due.forEach(night -> together.computeIfAbsent(night.allotmentId(), _ -> new TreeMap<>())
                .computeIfAbsent(Objects.requireNonNull(night.releaseAt()), _ -> new ArrayList<>())
                .add(night));
        Overlay draft = new Overlay(state);
        List<Change> changes = new ArrayList<>();
        together.forEach((id, byTime) -> byTime.forEach((at, nights) -> {
            Allotment allotment = Objects.requireNonNull(draft.allotment(id));
            NightChanges difference = new NightChanges();
            nights.forEach(night -> difference.release(draft, night));
            AllotmentEvent event = difference.event(AllotmentEvent.Type.RELEASED, allotment, allotment);
            String actor = allotment.owner() == null ? Caller.NO_OWNER : allotment.owner();
            difference.changes.add(new Change.Happened(new Event(event, at, actor, RELEASE)));
            draft.addAll(difference.changes);
            changes.addAll(difference.changes);
        }));
        return changes;
    }

    /** Adds a night of the room type with {@code more} rooms booked; fewer if negative. */
    private static void count(List<Change> changes, Night night, int more) {
        if (more != 0) {
            changes.add(new Change.NightIs(night.withBooked(more)));
        }
    }

    private static void happened(List<Change> changes, Request<?> request, AllotmentEvent event) {
        changes.add(new Change.Happened(Event.of(request, event)));
    }

    /** Nights of one allotment, before and after. */
    private static final class NightChanges {

        private final List<AllotmentNight> before = new ArrayList<>();
        private final List<AllotmentNight> after = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();

        void release(State state, AllotmentNight night) {
            add(Objects.requireNonNull(state.night(night.night())), night, night.asReleased());
        }

        void add(Night open, AllotmentNight was, AllotmentNight is) {
            if (!is.equals(was)) {
                before.add(was);
                after.add(is);
                count(changes, open, is.left() - was.left());
                changes.add(new Change.AllotmentNightIs(is));
            }
        }

        boolean isNone() {
            return after.isEmpty();
        }

        AllotmentEvent event(AllotmentEvent.Type type, Allotment was, Allotment is) {
            return new AllotmentEvent(type, AllotmentEvent.Side.of(was, before), AllotmentEvent.Side.of(is, after));
        }

        Decided<AllotmentNights> decided(
                State state, Request<?> request, AllotmentEvent.Type type, Allotment was, Allotment is) {
            happened(changes, request, event(type, was, is));
            Overlay draft = new Overlay(state);
            draft.addAll(changes);
            return Decided.done(withNights(draft, is), changes);
        }
    }

    private static AllotmentNights withNights(State state, Allotment allotment) {
        return new AllotmentNights(
                allotment,
                allotment.stay().dates().stream()
                        .map(date -> Objects.requireNonNull(state.allotmentNight(allotment.id(), date)))
                        .toList());
    }
}

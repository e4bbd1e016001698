package dev.lastroom.engine.event;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentNight;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An allotment was made or has changed. It holds only the nights that changed. Immutable and thread-safe.
 *
 * @param type what happened to it
 * @param before the allotment until then; null if it is new
 * @param after the allotment from then on
 */
public record AllotmentEvent(Type type, @Nullable Side before, Side after) implements Event.What {

    /** The kinds of allotment event. */
    public enum Type {
        CREATED,
        CHANGED,
        /** Rooms that were not picked up are on general sale again. */
        RELEASED,
        /** A booking has drawn rooms, or given some back. */
        PICK_UP;

        private final String eventName = "allotment." + name().toLowerCase(Locale.ROOT);

        /** The name of its events. */
        public String eventName() {
            return eventName;
        }

        /** Whether it sets when rooms are released. */
        public boolean setsReleases() {
            return this == CREATED || this == CHANGED;
        }

        /** The type with this name; null if there is none. */
        public static @Nullable Type of(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.eventName.equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The allotment at one time, with those of its nights that changed. */
    public record Side(Allotment allotment, List<AllotmentSpan> nights) {

        public Side {
            nights = List.copyOf(nights);
        }

        public static Side of(Allotment allotment, List<AllotmentNight> nights) {
            List<AllotmentSpan> parts = new ArrayList<>();
            for (AllotmentNight night : nights) {
                if (!parts.isEmpty() && parts.getLast().goesOnWith(night)) {
                    parts.set(parts.size() - 1, parts.getLast().withOneMore());
                } else {
                    parts.add(AllotmentSpan.of(night));
                }
            }
            return new Side(allotment, parts);
        }
    }

    /**
     * Consecutive nights in the same state.
     *
     * @param from the first
     * @param to the day after the last
     * @param rooms how many rooms each has, or had until it was released
     * @param pickedUp how many of them bookings have
     * @param released whether the others are released
     */
    public record AllotmentSpan(LocalDate from, LocalDate to, int rooms, int pickedUp, boolean released) {

        private static AllotmentSpan of(AllotmentNight night) {
            return new AllotmentSpan(
                    night.date(), night.date().plusDays(1), night.rooms(), night.pickedUp(), night.released());
        }

        private boolean goesOnWith(AllotmentNight night) {
            return to.equals(night.date())
                    && rooms == night.rooms()
                    && pickedUp == night.pickedUp()
                    && released == night.released();
        }

        private AllotmentSpan withOneMore() {
            return new AllotmentSpan(from, to.plusDays(1), rooms, pickedUp, released);
        }

        /** How many rooms of each count as booked in addition to those of bookings. */
        public int left() {
            return released ? 0 : rooms - pickedUp;
        }
    }

    @Override
    public String name() {
        return type.eventName();
    }
}

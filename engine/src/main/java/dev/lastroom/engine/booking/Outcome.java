package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command. Switch over it without a {@code default}: then the compiler tells when there is one more.
 * All outcomes are immutable and thread-safe.
 */
public sealed interface Outcome {

    /**
     * The property is as asked.
     *
     * @param isNew whether it did not exist before
     */
    record PropertySaved(Property property, boolean isNew) implements Outcome {}

    /**
     * The room type is as asked.
     *
     * @param isNew whether it did not exist before
     */
    record RoomTypeSaved(RoomType roomType, boolean isNew) implements Outcome {}

    /**
     * The nights are open as asked.
     *
     * @param nights how many there are in the range
     */
    record NightsOpened(int nights) implements Outcome {}

    /**
     * The rooms are booked.
     *
     * @param replayed whether an earlier request with this key booked them
     */
    record Booked(Booking booking, boolean replayed) implements Outcome {}

    /**
     * The booking is cancelled.
     *
     * @param replayed whether it was cancelled before
     */
    record Cancelled(Booking booking, boolean replayed) implements Outcome {}

    /**
     * The booking is as asked.
     *
     * @param replayed whether it was so before, or an earlier request with this key has done it
     */
    record Changed(Booking booking, boolean replayed) implements Outcome {}

    /**
     * All items of the group are booked.
     *
     * @param replayed whether an earlier request with this key booked them
     */
    record GroupBooked(BookingGroup group, boolean replayed) implements Outcome {}

    /**
     * The group is cancelled.
     *
     * @param replayed whether there was nothing left to cancel
     */
    record GroupCancelled(BookingGroup group, boolean replayed) implements Outcome {}

    /**
     * The group is as asked.
     *
     * @param replayed whether it was so before, or an earlier request with this key has done it
     */
    record GroupChanged(BookingGroup group, boolean replayed) implements Outcome {}

    /**
     * The user waits, or the entry of the waitlist is as asked.
     *
     * @param isNew whether the user has begun to wait
     * @param replayed whether it was so before, or an earlier request with this key has done it
     */
    record Waitlisted(WaitlistEntry entry, boolean isNew, boolean replayed) implements Outcome {}

    /**
     * The rooms are set aside.
     *
     * @param replayed whether an earlier request with this key did it
     */
    record AllotmentCreated(AllotmentNights allotment, boolean replayed) implements Outcome {}

    /**
     * The allotment is as asked.
     *
     * @param replayed whether it was so before
     */
    record AllotmentChanged(AllotmentNights allotment, boolean replayed) implements Outcome {}

    /** All holds of the room type that have lapsed are noted as expired, and all releases of allotments that are due as done. */
    record HoldsExpired() implements Outcome {}

    /**
     * The rules say no.
     *
     * @param replayed whether they said so to an earlier request with this key
     */
    record Refused(Refusal reason, boolean replayed) implements Outcome {}

    /**
     * The machinery failed.
     *
     * @param message the failure in words, without secrets
     * @param limit the bound that was met, if it was one of the engine's
     */
    record Failed(Failure reason, String message, @Nullable Limit limit) implements Outcome {

        /** A failure that met no bound. */
        public Failed(Failure reason, String message) {
            this(reason, message, null);
        }
    }
}

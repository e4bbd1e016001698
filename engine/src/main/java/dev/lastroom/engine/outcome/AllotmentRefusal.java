package dev.lastroom.engine.outcome;

import dev.lastroom.engine.booking.AllotmentId;
import java.time.LocalDate;

/** Why a request about an allotment is refused. */
public sealed interface AllotmentRefusal extends Refusal {

    @Override
    default Code code() {
        return switch (this) {
            case AllotmentNotFound _ -> Code.ALLOTMENT_NOT_FOUND;
            case AllotmentExhausted _ -> Code.ALLOTMENT_EXHAUSTED;
            case AllotmentBelowPickedUp _ -> Code.ALLOTMENT_BELOW_PICKED_UP;
        };
    }

    @Override
    default boolean isTransient() {
        return switch (this) {
            case AllotmentExhausted _, AllotmentBelowPickedUp _ -> true;
            case AllotmentNotFound _ -> false;
        };
    }

    @Override
    default boolean isKept() {
        return switch (this) {
            case AllotmentNotFound _, AllotmentExhausted _ -> true;
            case AllotmentBelowPickedUp _ -> false;
        };
    }

    /** No allotment has this id, or it is set aside for another owner. */
    record AllotmentNotFound(AllotmentId allotmentId) implements AllotmentRefusal {
        @Override
        public String message() {
            return "Allotment not found: " + allotmentId;
        }
    }

    /**
     * The first night on which the allotment has too few rooms left. A night that it does not have, or has released,
     * has none.
     */
    record AllotmentExhausted(AllotmentId allotmentId, int requestedRooms, int roomsLeft, LocalDate conflictDate)
            implements AllotmentRefusal {
        @Override
        public String message() {
            return "Allotment exhausted: requested " + InsufficientInventory.rooms(requestedRooms) + " but only "
                    + roomsLeft + " left on " + conflictDate;
        }
    }

    /** An allotment cannot become smaller than its pick-up. */
    record AllotmentBelowPickedUp(AllotmentId allotmentId, LocalDate date, int requestedRooms, int pickedUpRooms)
            implements AllotmentRefusal {
        @Override
        public String message() {
            return "The allotment cannot have " + InsufficientInventory.rooms(requestedRooms) + " on " + date
                    + ": its pick-up is " + pickedUpRooms;
        }
    }
}

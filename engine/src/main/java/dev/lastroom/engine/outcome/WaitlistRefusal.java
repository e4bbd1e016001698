package dev.lastroom.engine.outcome;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;

/** Why a request about a waitlist is refused. */
public sealed interface WaitlistRefusal extends Refusal {

    @Override
    default Code code() {
        return switch (this) {
            case EntryNotFound _ -> Code.WAITLIST_ENTRY_NOT_FOUND;
            case NotYourEntry _ -> Code.FORBIDDEN;
            case NoSuchStep _, OthersWait _ -> Code.INVALID_TRANSITION;
            case OfferExpired _ -> Code.HOLD_EXPIRED;
            case RoomsAvailable _ -> Code.ROOMS_AVAILABLE;
            case NightNotOpen _ -> Code.NIGHT_NOT_OPEN;
            case WaitIsOver _ -> Code.VALIDATION_FAILED;
            case NeverEnoughRooms _ -> Code.NEVER_ENOUGH_ROOMS;
            case UserWaitsEnough _, OwnerWaitsEnough _, WaitlistFull _ -> Code.WAITLIST_FULL;
        };
    }

    @Override
    default boolean isTransient() {
        return switch (this) {
            case RoomsAvailable _, OthersWait _, UserWaitsEnough _, OwnerWaitsEnough _, WaitlistFull _ -> true;
            case EntryNotFound _,
                    NotYourEntry _,
                    NoSuchStep _,
                    OfferExpired _,
                    NightNotOpen _,
                    WaitIsOver _,
                    NeverEnoughRooms _ -> false;
        };
    }

    /** No entry has this id. */
    record EntryNotFound(EntryId id) implements WaitlistRefusal {
        @Override
        public String message() {
            return "Waitlist entry not found: " + id;
        }
    }

    /** The entry is another user's. */
    record NotYourEntry(EntryId id) implements WaitlistRefusal {
        @Override
        public String message() {
            return "Waitlist entry " + id + " belongs to another user";
        }
    }

    /** The entry's status does not lead there. */
    record NoSuchStep(EntryId id, WaitlistStatus status, WaitlistStep step) implements WaitlistRefusal {
        @Override
        public String message() {
            return "A waitlist entry that is " + status + " cannot be " + step.to();
        }
    }

    /** The time to accept the offer is over. */
    record OfferExpired(EntryId id, Instant expiredAt) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The offer expired at " + expiredAt;
        }
    }

    /** Nobody needs to wait: the stay can be booked. */
    record RoomsAvailable(RoomTypeId roomTypeId, int rooms) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The whole stay can be booked now";
        }
    }

    /** The first night of the stay that was never opened: nobody can say whether it will be. */
    record NightNotOpen(RoomTypeId roomTypeId, LocalDate date) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The night of " + date + " is not open for sale";
        }
    }

    /** The wait would be over before it begins. */
    record WaitIsOver(Instant until) implements WaitlistRefusal {
        @Override
        public String message() {
            return "expiresAt " + until + " is not in the future";
        }
    }

    /** The first night of the stay that never has so many rooms, however many come free. */
    record NeverEnoughRooms(RoomTypeId roomTypeId, int rooms, int capacity, LocalDate date) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The night of " + date + " has " + capacity + " rooms in all, and never " + rooms;
        }
    }

    /** An offer ends when it ends, since others wait for one of its nights. */
    record OthersWait(BookingId id) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The offer cannot be extended while others wait for one of its nights";
        }
    }

    /** The user waits for one of these nights with as many entries as one may have. */
    record UserWaitsEnough(UserId userId, int max) implements WaitlistRefusal {
        @Override
        public String message() {
            return "User " + userId + " has " + max + (max == 1 ? " place" : " places")
                    + " in line for one of these nights already, and may have no more";
        }
    }

    /** As many of one owner's users wait for these nights already as may. */
    record OwnerWaitsEnough(RoomTypeId roomTypeId, int max) implements WaitlistRefusal {
        @Override
        public String message() {
            return max + " users of this API key's owner already wait for these nights, and no more may";
        }
    }

    /** As many wait for these nights already as may. */
    record WaitlistFull(RoomTypeId roomTypeId, int max) implements WaitlistRefusal {
        @Override
        public String message() {
            return max + " already wait for these nights, and no more may";
        }
    }
}

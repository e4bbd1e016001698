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

    /** The entry's status does not allow this step. */
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

    /** There is no need to wait: the stay can be booked. */
    record RoomsAvailable(RoomTypeId roomTypeId, int rooms) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The whole stay can be booked now";
        }
    }

    /** The first night of the stay that was never opened: it may never be. */
    record NightNotOpen(RoomTypeId roomTypeId, LocalDate date) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The night of " + date + " is not open for sale";
        }
    }

    /** The wait would end before it begins. */
    record WaitIsOver(Instant until) implements WaitlistRefusal {
        @Override
        public String message() {
            return "expiresAt " + until + " is not in the future";
        }
    }

    /** The first night of the stay that can never have enough rooms, however many come free. */
    record NeverEnoughRooms(RoomTypeId roomTypeId, int rooms, int capacity, LocalDate date) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The night of " + date + " can never have " + InsufficientInventory.rooms(rooms)
                    + " free: its capacity is " + capacity;
        }
    }

    /** An offer's end cannot move while others wait for one of its nights. */
    record OthersWait(BookingId id) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The offer cannot be extended while others wait for one of its nights";
        }
    }

    /** The user has as many entries for one of these nights as one user may have. */
    record UserWaitsEnough(UserId userId, int max) implements WaitlistRefusal {
        @Override
        public String message() {
            return "User " + userId + " already has " + max + " waitlist " + (max == 1 ? "entry" : "entries")
                    + " for one of these nights, the most allowed";
        }
    }

    /** The owner has as many entries for these nights as one owner may have. */
    record OwnerWaitsEnough(RoomTypeId roomTypeId, int max) implements WaitlistRefusal {
        @Override
        public String message() {
            return "This API key's owner already has " + max + " waitlist " + (max == 1 ? "entry" : "entries")
                    + " for these nights, the most allowed";
        }
    }

    /** The line for these nights is full. */
    record WaitlistFull(RoomTypeId roomTypeId, int max) implements WaitlistRefusal {
        @Override
        public String message() {
            return "The waitlist for these nights is full: it has " + max + (max == 1 ? " entry" : " entries");
        }
    }
}

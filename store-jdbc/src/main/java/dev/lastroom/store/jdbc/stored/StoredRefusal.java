package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentExhausted;
import dev.lastroom.engine.outcome.AllotmentRefusal.AllotmentNotFound;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.InsufficientInventory;
import dev.lastroom.engine.outcome.Refusal.ItemRefused;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Restriction;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** The text form in which a store keeps a refusal with its idempotency key: a name and values, separated by bars. */
public final class StoredRefusal {

    private static final String INSUFFICIENT_INVENTORY = "INSUFFICIENT_INVENTORY";
    private static final String ROOM_TYPE_NOT_FOUND = "ROOM_TYPE_NOT_FOUND";
    private static final String RESTRICTION_VIOLATED = "RESTRICTION_VIOLATED";

    private static final String ALLOTMENT_NOT_FOUND = "ALLOTMENT_NOT_FOUND";
    private static final String ALLOTMENT_EXHAUSTED = "ALLOTMENT_EXHAUSTED";

    private static final String ITEM = "ITEM";

    private StoredRefusal() {}

    /**
     * Writes a refusal.
     *
     * @throws IllegalArgumentException if refusals of this kind are never stored
     */
    public static String write(Refusal refusal) {
        if (refusal instanceof ItemRefused(int index, Refusal reason)) {
            return ITEM + "|" + index + "|" + write(reason);
        }
        if (refusal instanceof InsufficientInventory r) {
            return String.join(
                    "|",
                    INSUFFICIENT_INVENTORY,
                    r.roomTypeId().value(),
                    Integer.toString(r.requestedRooms()),
                    Integer.toString(r.availableRooms()),
                    r.conflictDate().toString());
        }
        if (refusal instanceof RoomTypeNotFound r) {
            return ROOM_TYPE_NOT_FOUND + "|" + r.roomTypeId();
        }
        if (refusal instanceof RestrictionViolated r) {
            return String.join(
                    "|",
                    RESTRICTION_VIOLATED,
                    r.roomTypeId().value(),
                    r.date().toString(),
                    r.rule().name(),
                    Integer.toString(r.value()));
        }
        if (refusal instanceof AllotmentNotFound r) {
            return ALLOTMENT_NOT_FOUND + "|" + r.allotmentId();
        }
        if (refusal instanceof AllotmentExhausted r) {
            return String.join(
                    "|",
                    ALLOTMENT_EXHAUSTED,
                    r.allotmentId().toString(),
                    Integer.toString(r.requestedRooms()),
                    Integer.toString(r.roomsLeft()),
                    r.conflictDate().toString());
        }
        throw new IllegalArgumentException("this refusal is never stored: " + refusal);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if {@code text} is not in its form
     */
    public static Refusal read(String text) {
        try {
            String[] item = text.split("\\|", 3);
            return item[0].equals(ITEM) && item.length == 3
                    ? new ItemRefused(Integer.parseInt(item[1]), reason(item[2]))
                    : reason(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException("not a stored refusal: " + text, e);
        }
    }

    /** Reads a refusal that is not an item's, since an item's refusal contains no other item's. */
    private static Refusal reason(String text) {
        String[] part = text.split("\\|", -1);
        if (part[0].equals(INSUFFICIENT_INVENTORY) && part.length == 5) {
            return new InsufficientInventory(
                    new RoomTypeId(part[1]),
                    Integer.parseInt(part[2]),
                    Integer.parseInt(part[3]),
                    LocalDate.parse(part[4]));
        }
        if (part[0].equals(ROOM_TYPE_NOT_FOUND) && part.length == 2) {
            return new RoomTypeNotFound(new RoomTypeId(part[1]));
        }
        if (part[0].equals(RESTRICTION_VIOLATED) && part.length == 5) {
            return new RestrictionViolated(
                    new RoomTypeId(part[1]),
                    LocalDate.parse(part[2]),
                    Restriction.valueOf(part[3]),
                    Integer.parseInt(part[4]));
        }
        if (part[0].equals(ALLOTMENT_NOT_FOUND) && part.length == 2) {
            return new AllotmentNotFound(AllotmentId.parse(part[1]));
        }
        if (part[0].equals(ALLOTMENT_EXHAUSTED) && part.length == 5) {
            return new AllotmentExhausted(
                    AllotmentId.parse(part[1]),
                    Integer.parseInt(part[2]),
                    Integer.parseInt(part[3]),
                    LocalDate.parse(part[4]));
        }
        throw new IllegalArgumentException("the refusal is unknown");
    }
}

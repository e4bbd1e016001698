package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Sha256;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command on a whole group of bookings, all or nothing. */
public sealed interface GroupCommand extends Command<BookingGroup> {

    @Override
    default Class<BookingGroup> answer() {
        return BookingGroup.class;
    }

    /**
     * Books all items for one user, or none. Each item becomes a booking, decided like a single one after the items
     * before it. Items may be of several properties.
     *
     * @param items what to book, 1-50 items with at most 5,000 nights together
     * @param holdFor how long all rooms are held unless confirmed; null for bookings without a hold
     * @param givenKey the caller's idempotency key; without one the {@linkplain #key() derived} one counts
     */
    record BookGroup(
            UserId userId,
            List<RoomStay> items,
            @Nullable HoldTime holdFor,
            @Nullable IdempotencyKey givenKey) implements GroupCommand {

        /** The most items of a group. */
        public static final int ITEMS_MAX = 50;

        /**
         * The most nights of all items together: half of what a batch may touch, so that another command fits with it.
         */
        public static final int NIGHTS_MAX = 5_000;

        /** @throws IllegalArgumentException if there are no items, too many, or too many nights */
        public BookGroup {
            items = List.copyOf(items);
            if (items.isEmpty() || items.size() > ITEMS_MAX) {
                throw new IllegalArgumentException("must have 1 to " + ITEMS_MAX + " items, not " + items.size());
            }
            int nights = nights(items);
            if (nights > NIGHTS_MAX) {
                throw new IllegalArgumentException(
                        "must have at most " + NIGHTS_MAX + " nights in total, not " + nights);
            }
        }

        /** The same command with a given key. */
        public BookGroup withKey(String key) {
            return new BookGroup(userId, items, holdFor, new IdempotencyKey(key));
        }

        /** The same command as holds. */
        public BookGroup heldFor(HoldTime time) {
            return new BookGroup(userId, items, time, givenKey);
        }

        /**
         * The given key, or the derived one: SHA-256 hex of {@code userId|holdFor} and {@code
         * |roomTypeId|startDate|endDate|roomsBooked} of every item in order, with {@code |guests=numberOfGuests} and
         * {@code |allotment=allotmentId} if the item has them; {@code holdFor} is empty without a hold.
         */
        public IdempotencyKey key() {
            return givenKey != null ? givenKey : new IdempotencyKey(Sha256.hex(canonical()));
        }

        /** The fingerprint that a key of this request is bound to. */
        public Fingerprint fingerprint() {
            return Fingerprint.of("POST /v1/booking-groups", canonical());
        }

        private String canonical() {
            return items.stream()
                    .map(item -> item.canonicalRooms() + item.canonicalOptions())
                    .collect(Collectors.joining("|", userId + "|" + (holdFor == null ? "" : holdFor) + "|", ""));
        }

        /** The single booking that an item asks for. */
        public Book book(int index) {
            return new Book(userId, items.get(index), holdFor, givenKey);
        }

        /**
         * The first of its room types in lock order. It decides the group's lane, so that groups of the same room types
         * meet in one lane, whatever the order of their items.
         */
        public RoomTypeId leadingRoomType() {
            return items.stream()
                    .map(RoomStay::roomTypeId)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        @Override
        public int nights() {
            return nights(items);
        }

        private static int nights(List<RoomStay> items) {
            return items.stream().mapToInt(RoomStay::nights).sum();
        }
    }

    /** A command on an existing group. Without a given key it claims none: a second time, it changes nothing more. */
    sealed interface OfGroup extends GroupCommand {

        /** The group, and the conditions on it. */
        GroupTarget target();

        default GroupId groupId() {
            return target().groupId();
        }

        /** The fingerprint that a key of this request is bound to. */
        default Fingerprint fingerprint() {
            return Fingerprint.of(getClass().getSimpleName(), target().canonical());
        }

        /** The most that a new group can have. Later changes may have given it more. */
        @Override
        default int nights() {
            return BookGroup.NIGHTS_MAX;
        }
    }

    /**
     * Cancels all bookings of a group. Bookings already cancelled or expired stay so. If one can no longer be
     * cancelled, none is.
     */
    record CancelGroup(GroupTarget target) implements OfGroup {}

    /**
     * Confirms all bookings of a group. Bookings already confirmed, further on or cancelled stay so. If a hold has
     * expired, none is confirmed.
     */
    record ConfirmGroup(GroupTarget target) implements OfGroup {}
}

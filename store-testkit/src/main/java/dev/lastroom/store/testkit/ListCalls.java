package dev.lastroom.store.testkit;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.event.EventId;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.engine.webhook.WebhookStore;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests every list, with every set of filters, from its beginning and from a cursor. */
public final class ListCalls {

    private static final String OWNER = "agency";
    private static final PropertyId PROPERTY = new PropertyId(GrandHotel.PROPERTY);
    private static final UserId USER = new UserId("ann");
    private static final BookingId BOOKING = new BookingId(new UUID(0x0199_f3a2_7c41_7d52L, 0x9f0e_3b6a_1c5d_8e90L));

    private ListCalls() {}

    /** Requests all of the lists. */
    public static void ask(Reads reads, WebhookStore webhooks) {
        for (@Nullable String after : List.of("", BOOKING.toString())) {
            PageRequest page = new PageRequest(50, after.isEmpty() ? null : after);
            for (int filters = 0; filters < 1 << 5; filters++) {
                ask(reads, filters, page);
            }
            reads.properties(new PageRequest(50, after.isEmpty() ? null : "p"));
            for (int filters = 0; filters < 2; filters++) {
                reads.roomTypes(given(filters, 0, PROPERTY), new PageRequest(50, after.isEmpty() ? null : "r"));
            }
        }
        reads.group(new GroupId(BOOKING.value()));
        reads.nights(GrandHotel.DELUXE, GrandHotel.TODAY, GrandHotel.TODAY.plusDays(9));
        webhooks.all();
        webhooks.due(BOOKING.value(), GrandHotel.NOON, 8);
        webhooks.dead(BOOKING.value(), EventId.START, 8);
    }

    private static void ask(Reads reads, int filters, PageRequest page) {
        @Nullable String owner = given(filters, 0, OWNER);
        @Nullable RoomTypeId roomType = given(filters, 1, GrandHotel.DELUXE);
        @Nullable UserId user = given(filters, 2, USER);
        reads.bookings(
                new BookingFilter(
                        owner,
                        user,
                        roomType,
                        given(filters, 3, BookingStatus.CANCELLED),
                        given(filters, 4, GrandHotel.TODAY),
                        given(filters, 4, GrandHotel.TODAY.plusDays(1))),
                page);
        reads.waitlist()
                .entries(
                        new WaitlistReads.Filter(owner, user, roomType, given(filters, 3, WaitlistStatus.WAITING)),
                        page);
        @Nullable PropertyId property = given(filters, 2, PROPERTY);
        reads.allotments(new AllotmentFilter(owner, property, roomType), page);
    }

    private static <T> @Nullable T given(int filters, int bit, T value) {
        return (filters >> bit & 1) == 1 ? value : null;
    }
}

package dev.lastroom.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.EntryId;
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
import dev.lastroom.store.testkit.model.StatementRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls of every list, with every set of filters, from its beginning and from a cursor, and of single things by id. */
public final class ListCalls {

    private static final String OWNER = "agency";
    private static final PropertyId PROPERTY = new PropertyId(GrandHotel.PROPERTY);
    private static final UserId USER = new UserId("ann");
    private static final BookingId BOOKING = new BookingId(new UUID(0x0199_f3a2_7c41_7d52L, 0x9f0e_3b6a_1c5d_8e90L));
    private static final int FILTERS = 6;

    /** A list that looks for rows without an index also asks where its search ended. */
    private static final int STATEMENTS_MAX = 2;

    private final Reads reads;
    private final List<Runnable> calls = new ArrayList<>();

    private ListCalls(Reads reads) {
        this.reads = reads;
    }

    /** Makes all of the calls, each of one or two statements, and returns the statements. */
    public static Set<String> statements(StatementRecorder recorder, Reads reads, WebhookStore webhooks) {
        Set<String> all = new TreeSet<>();
        for (Runnable call : of(reads, webhooks)) {
            call.run();
            List<String> statements = recorder.take();
            assertThat(statements).hasSizeBetween(1, STATEMENTS_MAX);
            all.addAll(statements);
        }
        assertThat(all).hasSizeGreaterThan(150);
        return all;
    }

    private static List<Runnable> of(Reads reads, WebhookStore webhooks) {
        ListCalls all = new ListCalls(reads);
        for (boolean isFirst : List.of(true, false)) {
            for (int filters = 0; filters < 1 << FILTERS; filters++) {
                all.add(filters, isFirst);
            }
        }
        all.add(() -> reads.booking(BOOKING));
        all.add(() -> reads.group(new GroupId(BOOKING.value())));
        all.add(() -> reads.nights(GrandHotel.DELUXE, GrandHotel.TODAY, GrandHotel.TODAY.plusDays(9)));
        all.add(() -> reads.waitlist().entry(new EntryId(BOOKING.value())));
        all.add(() -> reads.allotment(new AllotmentId(BOOKING.value())));
        all.add(webhooks::all);
        all.add(() -> webhooks.due(BOOKING.value(), GrandHotel.NOON, 8));
        all.add(() -> webhooks.dead(BOOKING.value(), EventId.START, 8));
        return all.calls;
    }

    private void add(Runnable call) {
        calls.add(call);
    }

    private void add(int filters, boolean isFirst) {
        @Nullable String owner = given(filters, 0, OWNER);
        @Nullable RoomTypeId roomType = given(filters, 1, GrandHotel.DELUXE);
        @Nullable UserId user = given(filters, 2, USER);
        BookingFilter bookings = new BookingFilter(
                owner,
                user,
                roomType,
                given(filters, 3, BookingStatus.CANCELLED),
                given(filters, 4, GrandHotel.TODAY),
                given(filters, 5, GrandHotel.TODAY.plusDays(1)));
        String dates = bookings.isByDeparture() ? GrandHotel.TODAY.plusDays(1) + "_" + GrandHotel.TODAY + "_" : "";
        PageRequest page = page(isFirst, BOOKING.toString());
        add(() -> reads.bookings(bookings, page(isFirst, dates + BOOKING)));
        if (filters >> 4 != 0) {
            return;
        }
        @Nullable PropertyId property = given(filters, 2, PROPERTY);
        WaitlistReads.Filter entries =
                new WaitlistReads.Filter(owner, user, roomType, given(filters, 3, WaitlistStatus.WAITING));
        add(() -> reads.waitlist().entries(entries, page));
        add(() -> reads.allotments(new AllotmentFilter(owner, property, roomType), page));
        add(() -> reads.roomTypes(property, page(isFirst, "r")));
        add(() -> reads.properties(given(filters, 0, "beach"), page(isFirst, "p")));
    }

    private static PageRequest page(boolean isFirst, String after) {
        return new PageRequest(100, isFirst ? null : after);
    }

    private static <T> @Nullable T given(int filters, int bit, T value) {
        return (filters >> bit & 1) == 1 ? value : null;
    }
}

package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.OfAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.OfBooking;
import dev.lastroom.engine.command.Command.CatchUp;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.command.GroupCommand.OfGroup;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects a {@link Footprint}. Not thread-safe. */
final class FootprintBuilder {

    private final SortedSet<PropertyId> properties = new TreeSet<>();
    private final SortedSet<RoomTypeId> roomTypes = new TreeSet<>();
    private final SortedSet<NightKey> nights = new TreeSet<>();
    private final SortedSet<BookingId> bookings = new TreeSet<>();
    private final SortedSet<GroupId> groups = new TreeSet<>();
    private final SortedSet<AllotmentId> allotments = new TreeSet<>();
    private final SortedSet<AllotmentId> wholeAllotments = new TreeSet<>();
    private final SortedSet<ScopedKey> keys = new TreeSet<>();
    private final SortedSet<Holder> holders = new TreeSet<>();
    private final SortedSet<EntryId> entries = new TreeSet<>();
    private final List<OfBooking> ofBookings = new ArrayList<>();
    private final SortedSet<RoomTypeId> opened = new TreeSet<>();
    private final SortedSet<RoomTypeId> saved = new TreeSet<>();
    private final List<Joiner> joiners = new ArrayList<>();
    private final Set<Line> lines = new LinkedHashSet<>();

    FootprintBuilder addAll(List<Request<?>> requests) {
        requests.forEach(this::add);
        if (!ofBookings.isEmpty()) {
            requests.forEach(this::addWhatIsMade);
        }
        return this;
    }

    Footprint build(Instant at) {
        return new Footprint(
                at,
                properties,
                roomTypes,
                nights,
                bookings,
                groups,
                allotments,
                wholeAllotments,
                keys,
                holders,
                entries,
                ofBookings,
                opened,
                saved,
                joiners,
                lines);
    }

    /** A booking that the batch makes and then changes is in no table: only the requests tell what becomes of it. */
    private void addWhatIsMade(Request<?> request) {
        NewId id = request.newId();
        String owner = request.caller().owner();
        switch (request.command()) {
            case Book command -> made(id.booking(), command.wanted(), new Holder(owner, command.userId()));
            case BookGroup command -> {
                Holder holder = new Holder(owner, command.userId());
                for (int i = 0; i < command.items().size(); i++) {
                    RoomStay item = command.items().get(i);
                    made(id.ofItem(i, item.roomTypeId()).booking(), item, holder);
                }
            }
            case Join command -> made(id.entry().offer(), command.wanted(), new Holder(owner, command.userId()));
            case AdvanceEntry _,
                    OfBooking _,
                    OfGroup _,
                    CreateAllotment _,
                    OfAllotment _,
                    CatchUp _,
                    OpenNights _,
                    SaveProperty _,
                    SaveRoomType _ -> {}
        }
    }

    private void made(BookingId id, RoomStay wanted, Holder holder) {
        if (!bookings.contains(id)) {
            return;
        }
        Reach.of(id, wanted.roomTypeId(), wanted.stay(), ofBookings).ifPresent(reach -> {
            roomTypes.addAll(reach.roomTypes());
            reach.roomTypes().forEach(type -> add(nights, type, reach.dates()));
        });
        lines.addAll(Needs.linesOfExtended(id, wanted.roomTypeId(), wanted.stay(), ofBookings));
        if (ofBookings.stream().anyMatch(command -> Needs.asksForHold(command, id))) {
            holders.add(holder);
        }
    }

    private void add(Request<?> request) {
        if (request.claim() != null) {
            keys.add(request.claim().scoped());
        }
        switch (request.command()) {
            case SaveProperty command -> properties.add(command.property().id());
            case SaveRoomType command -> {
                properties.add(command.roomType().propertyId());
                roomTypes.add(command.roomType().id());
                saved.add(command.roomType().id());
            }
            case OpenNights command -> {
                roomTypes.add(command.roomTypeId());
                opened.add(command.roomTypeId());
                // One more night at both ends: a rule on departures concerns two nights.
                add(
                        nights,
                        command.roomTypeId(),
                        command.from()
                                .minusDays(1)
                                .datesUntil(command.to().plusDays(1))
                                .toList());
            }
            case Book command -> {
                add(command.wanted());
                hold(request, command.userId(), command.holdFor());
            }
            case BookGroup command -> {
                command.items().forEach(this::add);
                hold(request, command.userId(), command.holdFor());
            }
            case Join command -> {
                Holder holder = new Holder(request.caller().owner(), command.userId());
                RoomStay wanted = command.wanted();
                holders.add(holder);
                joiners.add(new Joiner(holder, wanted.roomTypeId(), wanted.stay()));
                lines.add(Line.of(wanted.roomTypeId(), wanted.stay()));
                add(wanted);
            }
            case AdvanceEntry command -> {
                bookings.add(command.target().entryId().offer());
                entries.add(command.target().entryId());
            }
            case CreateAllotment command -> {
                roomTypes.add(command.roomTypeId());
                add(nights, command.roomTypeId(), command.stay().dates());
            }
            case OfAllotment command -> wholeAllotments.add(command.allotmentId());
            case OfGroup command -> groups.add(command.groupId());
            case CatchUp command -> roomTypes.add(command.roomTypeId());
            case OfBooking command -> {
                bookings.add(command.bookingId());
                ofBookings.add(command);
            }
        }
    }

    private void add(RoomStay wanted) {
        roomTypes.add(wanted.roomTypeId());
        add(nights, wanted.roomTypeId(), wanted.stay().dates());
        if (wanted.allotmentId() != null) {
            allotments.add(wanted.allotmentId());
        }
    }

    private void hold(Request<?> request, UserId userId, @Nullable HoldTime holdFor) {
        if (holdFor != null) {
            holders.add(new Holder(request.caller().owner(), userId));
        }
    }

    private static void add(Set<NightKey> nights, RoomTypeId roomType, Collection<LocalDate> dates) {
        dates.forEach(date -> nights.add(new NightKey(roomType, date)));
    }
}

package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The negative control. It sells rooms the naive way: it looks at what is free and writes afterwards, with nothing to
 * guard the time between. The first {@code buyers} buyers look before any of them writes, so that every run shows
 * what the scenarios must detect. Never use it for anything else.
 */
final class UnguardedSeller implements Seller {

    private static final long MEETING_SECONDS_MAX = 5;

    private final Map<NightKey, Night> nights = new ConcurrentHashMap<>();
    private final CountDownLatch looking;

    UnguardedSeller(int buyers) {
        this.looking = new CountDownLatch(buyers);
    }

    @Override
    public void open(RoomTypeId roomType, Stay range, int rooms) {
        range.dates().forEach(date -> {
            Night night = new Night(roomType, date, rooms, 0, 0);
            nights.put(night.key(), night);
        });
    }

    @Override
    public SellerAnswer book(Book request) {
        List<Night> seen =
                nights(request.wanted().roomTypeId(), request.wanted().stay());
        boolean free = seen.stream()
                .allMatch(night -> night.available() >= request.wanted().rooms());
        meetTheOthers();
        if (!free) {
            return SellerAnswer.no(Kind.SOLD_OUT, "sold out");
        }
        seen.forEach(night ->
                nights.put(night.key(), night.withBooked(request.wanted().rooms())));
        return SellerAnswer.booked(new BookingId(UUID.randomUUID()), false);
    }

    private void meetTheOthers() {
        looking.countDown();
        try {
            // Bounded, so that a race with fewer buyers ends too; then it may prove nothing, and the suite says so.
            boolean _ = looking.await(MEETING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public SellerAnswer bookGroup(BookGroup request) {
        return SellerAnswer.no(Kind.TROUBLE, "not needed in the control");
    }

    @Override
    public SellerAnswer join(Book request) {
        return SellerAnswer.no(Kind.TROUBLE, "not needed in the control");
    }

    @Override
    public boolean isOffered(EntryId entry) {
        return false;
    }

    @Override
    public AllotmentId setAside(RoomTypeId roomType, Stay range, int rooms, Instant at) {
        throw new SellerException("not needed in the control", null);
    }

    @Override
    public SellerAnswer confirm(BookingId bookingId, UserId userId) {
        return SellerAnswer.no(Kind.TROUBLE, "not needed in the control");
    }

    @Override
    public SellerAnswer change(BookingId bookingId, UserId userId, Stay stay) {
        return SellerAnswer.no(Kind.TROUBLE, "not needed in the control");
    }

    @Override
    public SellerAnswer cancel(BookingId bookingId, UserId userId) {
        return SellerAnswer.no(Kind.TROUBLE, "not needed in the control");
    }

    @Override
    public List<Night> nights(RoomTypeId roomType, Stay range) {
        return range.dates().stream()
                .flatMap(date -> Stream.ofNullable(nights.get(new NightKey(roomType, date))))
                .toList();
    }

    @Override
    public IntegrityReport recount() {
        return new IntegrityReport(nights.size(), 0, List.of());
    }

    @Override
    public void close() {
        nights.clear();
    }
}

package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A sound seller that does one thing wrong, for the checks that must detect it. */
final class BrokenSeller implements Seller {

    private final Seller sound;
    private final Break how;

    /** The fault of a broken seller. */
    enum Break {
        ACKNOWLEDGES_WHAT_IS_SOLD_OUT,
        NAMES_ONE_BOOKING,
        IGNORES_KEYS,
        DEADLOCKS,
        RECORDS_ONE_TOO_FEW,
        RECORDS_MORE_THAN_THERE_ARE,
        FORGETS_NIGHTS,
        DRIFTS,
        CANCELS_ARE_NEVER_REPLAYS,
        REFUSES_CANCELS,
        CONFIRMS_WHAT_HAS_ENDED,
        OFFERS_TO_NOBODY,
        CANNOT_BE_SET_UP
    }

    BrokenSeller(Seller sound, Break how) {
        this.sound = sound;
        this.how = how;
    }

    @Override
    public void open(RoomTypeId roomType, Stay nights, int rooms) {
        if (how == Break.CANNOT_BE_SET_UP) {
            throw new SellerException("no bricks", null);
        }
        sound.open(roomType, nights, rooms);
    }

    @Override
    public SellerAnswer book(Book request) {
        if (how == Break.DEADLOCKS) {
            return SellerAnswer.no(Kind.TROUBLE, "deadlock");
        }
        SellerAnswer answer = sound.book(
                how == Break.IGNORES_KEYS ? request.withKey(UUID.randomUUID().toString()) : request);
        return acknowledged(answer, SellerAnswer.booked(new BookingId(UUID.randomUUID()), false));
    }

    private SellerAnswer acknowledged(SellerAnswer answer, SellerAnswer lie) {
        if (how == Break.ACKNOWLEDGES_WHAT_IS_SOLD_OUT && answer.kind() == Kind.SOLD_OUT) {
            return lie;
        }
        return how == Break.NAMES_ONE_BOOKING && answer.kind() == Kind.BOOKED
                ? SellerAnswer.booked(new BookingId(new UUID(0, 0)), false)
                : answer;
    }

    @Override
    public SellerAnswer bookGroup(BookGroup request) {
        return how == Break.DEADLOCKS
                ? SellerAnswer.no(Kind.TROUBLE, "deadlock")
                : acknowledged(sound.bookGroup(request), SellerAnswer.booked(new BookingId(UUID.randomUUID()), false));
    }

    @Override
    public SellerAnswer join(Book request) {
        return how == Break.DEADLOCKS ? SellerAnswer.no(Kind.TROUBLE, "deadlock") : sound.join(request);
    }

    @Override
    public boolean isOffered(EntryId entry) {
        return how != Break.OFFERS_TO_NOBODY && sound.isOffered(entry);
    }

    @Override
    public AllotmentId setAside(RoomTypeId roomType, Stay nights, int rooms, Instant at) {
        return sound.setAside(roomType, nights, rooms, at);
    }

    @Override
    public SellerAnswer confirm(BookingId bookingId, UserId userId) {
        SellerAnswer answer = sound.confirm(bookingId, userId);
        return how == Break.CONFIRMS_WHAT_HAS_ENDED ? SellerAnswer.changed(bookingId, false) : answer;
    }

    @Override
    public SellerAnswer change(BookingId bookingId, UserId userId, Stay stay) {
        return acknowledged(sound.change(bookingId, userId, stay), SellerAnswer.changed(bookingId, false));
    }

    @Override
    public SellerAnswer cancel(BookingId bookingId, UserId userId) {
        if (how == Break.REFUSES_CANCELS) {
            return SellerAnswer.no(Kind.TROUBLE, "no");
        }
        SellerAnswer answer = sound.cancel(bookingId, userId);
        return how == Break.CANCELS_ARE_NEVER_REPLAYS ? SellerAnswer.cancelled(bookingId, false) : answer;
    }

    @Override
    public List<Night> nights(RoomTypeId roomType, Stay range) {
        List<Night> nights = sound.nights(roomType, range);
        return switch (how) {
            case FORGETS_NIGHTS -> nights.subList(1, nights.size());
            case RECORDS_ONE_TOO_FEW ->
                nights.stream()
                        .map(night -> night.booked() > 0 ? night.withBooked(-1) : night)
                        .toList();
            case RECORDS_MORE_THAN_THERE_ARE ->
                nights.stream().map(night -> night.withBooked(night.total())).toList();
            default -> nights;
        };
    }

    @Override
    public IntegrityReport recount() {
        return how == Break.DRIFTS
                ? new IntegrityReport(1, 1, List.of(new Drift(new RoomTypeId("any"), LocalDate.EPOCH, 1, 2)))
                : sound.recount();
    }

    @Override
    public void close() {
        sound.close();
    }
}

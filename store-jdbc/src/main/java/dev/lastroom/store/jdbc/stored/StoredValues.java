package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.GroupId;
import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.booking.NightsEvent.Offer;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * The values in events, as rows of {@link Fields}. A value that comes with a later version goes to the end and is
 * optional, so that the events of earlier versions can still be read.
 */
final class StoredValues {

    private StoredValues() {}

    /** All of a booking but its id and its owner, which an event has anyway. */
    static String write(Booking booking) {
        Money fee = booking.cancellationFee();
        return new Fields.Writer()
                .add(booking.userId())
                .add(booking.propertyId())
                .add(booking.roomTypeId())
                .add(booking.stay().start())
                .add(booking.stay().end())
                .add(booking.rooms())
                .add(booking.prices())
                .add(booking.totalPrice().minor())
                .add(booking.totalPrice().currency())
                .add(booking.status())
                .add(booking.key())
                .instant(booking.createdAt())
                .instant(booking.cancelledAt())
                .instant(booking.expiresAt())
                .add(booking.departedOn())
                .add(booking.terms().deposit())
                .add(booking.terms().cancellation())
                .add(fee == null ? null : fee.minor())
                .add(booking.version())
                .add(booking.guests())
                .add(booking.groupId())
                .add(booking.allotmentId())
                .toString();
    }

    static Booking booking(BookingId id, String owner, String text) {
        Fields.Reader fields = new Fields.Reader(text);
        UserId userId = fields.next(UserId::new);
        PropertyId propertyId = fields.next(PropertyId::new);
        RoomTypeId roomTypeId = fields.next(RoomTypeId::new);
        Stay stay = new Stay(fields.nextDate(), fields.nextDate());
        int rooms = fields.nextInt();
        NightPrices prices = fields.next(NightPrices::parse);
        Money totalPrice = new Money(fields.nextLong(), fields.next(Currency::getInstance));
        BookingStatus status = fields.next(BookingStatus::valueOf);
        IdempotencyKey key = fields.next(IdempotencyKey::new);
        Instant createdAt = fields.nextInstant();
        Instant cancelledAt = fields.optionalInstant();
        Instant expiresAt = fields.optionalInstant();
        LocalDate departedOn = fields.optional(LocalDate::parse);
        Terms terms = terms(fields);
        Money fee = fields.optional(minor -> new Money(Long.parseLong(minor), totalPrice.currency()));
        int version = fields.nextInt();
        Integer guests = fields.optional(Integer::valueOf);
        GroupId groupId = fields.optional(GroupId::parse);
        AllotmentId allotmentId = fields.optional(AllotmentId::parse);
        return new Booking(
                id,
                owner,
                userId,
                propertyId,
                roomTypeId,
                stay,
                rooms,
                prices,
                totalPrice,
                status,
                key,
                createdAt,
                cancelledAt,
                expiresAt,
                groupId,
                departedOn,
                terms,
                fee,
                version,
                guests,
                allotmentId);
    }

    /** All of an entry of a waitlist but its id and its owner. */
    static String write(WaitlistEntry entry) {
        return new Fields.Writer()
                .add(entry.userId())
                .add(entry.propertyId())
                .add(entry.roomTypeId())
                .add(entry.stay().start())
                .add(entry.stay().end())
                .add(entry.rooms())
                .add(entry.guests())
                .add(entry.key())
                .instant(entry.joinedAt())
                .add(entry.status())
                .instant(entry.endsAt())
                .instant(entry.offeredAt())
                .toString();
    }

    static WaitlistEntry entry(BookingId id, String owner, String text) {
        Fields.Reader fields = new Fields.Reader(text);
        return new WaitlistEntry(
                id,
                owner,
                fields.next(UserId::new),
                fields.next(PropertyId::new),
                fields.next(RoomTypeId::new),
                new Stay(fields.nextDate(), fields.nextDate()),
                fields.nextInt(),
                fields.optional(Integer::valueOf),
                fields.next(IdempotencyKey::new),
                fields.nextInstant(),
                fields.next(WaitlistStatus::valueOf),
                fields.nextInstant(),
                fields.optionalInstant());
    }

    static String write(Property property) {
        return new Fields.Writer()
                .add(property.id())
                .free(property.name())
                .add(property.timeZone())
                .add(property.currency())
                .toString();
    }

    static Property property(String text) {
        Fields.Reader fields = new Fields.Reader(text);
        return new Property(
                fields.next(PropertyId::new),
                fields.nextFree(),
                fields.next(ZoneId::of),
                fields.next(Currency::getInstance));
    }

    static String write(RoomType roomType) {
        return new Fields.Writer()
                .add(roomType.id())
                .add(roomType.propertyId())
                .free(roomType.name())
                .free(roomType.description())
                .add(roomType.totalRooms())
                .add(roomType.pricePerNight())
                .add(roomType.terms().deposit())
                .add(roomType.terms().cancellation())
                .free(roomType.presentation().imageLines())
                .free(roomType.presentation().amenityLines())
                .add(roomType.maxOccupancy())
                .toString();
    }

    static RoomType roomType(String text) {
        Fields.Reader fields = new Fields.Reader(text);
        return new RoomType(
                fields.next(RoomTypeId::new),
                fields.next(PropertyId::new),
                fields.nextFree(),
                fields.nextFree(),
                fields.nextInt(),
                fields.nextLong(),
                terms(fields),
                Presentation.parse(fields.nextFree(), fields.nextFree()),
                fields.optional(Integer::valueOf));
    }

    private static Terms terms(Fields.Reader fields) {
        return new Terms(fields.optional(DepositPolicy::parse), fields.optional(CancellationPolicy::parse));
    }

    /** The room type, and then its offers to the end. */
    static String write(RoomTypeId roomType, List<Offer> offers) {
        Fields.Writer fields = new Fields.Writer().add(roomType);
        for (Offer offer : offers) {
            fields.add(offer.from()).add(offer.to()).add(offer.total()).add(offer.price());
            fields.add(offer.rules().overbooking()).add(offer.rules().toText());
        }
        return fields.toString();
    }

    static RoomTypeId roomTypeOfOffers(String text) {
        return new Fields.Reader(text).next(RoomTypeId::new);
    }

    static List<Offer> offers(String text) {
        Fields.Reader fields = new Fields.Reader(text);
        fields.next();
        List<Offer> offers = new ArrayList<>();
        while (fields.hasMore()) {
            offers.add(new Offer(
                    fields.nextDate(),
                    fields.nextDate(),
                    fields.nextInt(),
                    fields.nextLong(),
                    NightRules.parse(fields.nextInt(), fields.next())));
        }
        return offers;
    }
}

package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of an allotment's event, as a row of {@link Fields}: the allotment, followed by its nights. */
final class StoredAllotment {

    private StoredAllotment() {}

    /** Writes all of it except its owner, which the event has anyway. */
    static String write(AllotmentEvent.Side side) {
        Allotment allotment = side.allotment();
        Fields.Writer fields = new Fields.Writer()
                .add(allotment.id())
                .add(allotment.propertyId())
                .add(allotment.roomTypeId())
                .free(allotment.name())
                .add(allotment.stay().start())
                .add(allotment.stay().end())
                .add(allotment.release().date())
                .add(allotment.release().daysBefore())
                .instant(allotment.createdAt());
        for (AllotmentEvent.AllotmentSpan nights : side.nights()) {
            fields.add(nights.from()).add(nights.to()).add(nights.rooms()).add(nights.pickedUp());
            fields.add(nights.released());
        }
        return fields.toString();
    }

    static AllotmentEvent.Side read(@Nullable String owner, String text) {
        Fields.Reader fields = new Fields.Reader(text);
        AllotmentId id = fields.next(AllotmentId::parse);
        PropertyId propertyId = fields.next(PropertyId::new);
        RoomTypeId roomTypeId = fields.next(RoomTypeId::new);
        String name = fields.nextFree();
        Stay stay = new Stay(fields.nextDate(), fields.nextDate());
        Release release = new Release(fields.optional(LocalDate::parse), fields.optional(Integer::valueOf));
        Instant createdAt = fields.nextInstant();
        List<AllotmentEvent.AllotmentSpan> nights = new ArrayList<>();
        while (fields.hasMore()) {
            nights.add(new AllotmentEvent.AllotmentSpan(
                    fields.nextDate(),
                    fields.nextDate(),
                    fields.nextInt(),
                    fields.nextInt(),
                    fields.next(Boolean::valueOf)));
        }
        return new AllotmentEvent.Side(
                new Allotment(id, owner, propertyId, roomTypeId, name, stay, release, createdAt), nights);
    }
}

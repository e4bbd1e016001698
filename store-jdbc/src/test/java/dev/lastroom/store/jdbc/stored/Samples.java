package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/** Values that are written and read back. */
final class Samples {

    static final RoomTypeId DELUXE = new RoomTypeId("deluxe");
    static final Property PROPERTY =
            new Property(new PropertyId("seaside"), "Seaside", ZoneId.of("Europe/Rome"), Currency.getInstance("EUR"));
    static final RoomType ROOM_TYPE = new RoomType(DELUXE, PROPERTY.id(), "Deluxe", "", 10, 9_000);
    static final LocalDate TODAY = LocalDate.of(2027, 1, 10);
    static final Instant NOW = Instant.parse("2027-01-10T11:00:00Z");

    private Samples() {}
}

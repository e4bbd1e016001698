package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Presentation.Image;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Terms;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The part of {@link RandomRequests} that sets up properties, room types and nights. Not thread-safe. */
final class RandomSetUp {

    private static final List<String> ZONES = List.of("Pacific/Auckland", "Europe/Lisbon", "America/Los_Angeles");
    private static final List<String> CURRENCIES = List.of("NZD", "EUR", "JPY");
    private static final String OTHER_CURRENCY = "CHF";

    private final SplittableRandom random;
    private final RandomRequests.Size size;
    private final RandomHotel hotel;

    RandomSetUp(SplittableRandom random, RandomRequests.Size size, RandomHotel hotel) {
        this.random = random;
        this.size = size;
        this.hotel = hotel;
    }

    SaveProperty property(int i) {
        return new SaveProperty(new Property(
                new PropertyId("property-" + i),
                hotel.name(),
                ZoneId.of(ZONES.get(i)),
                Currency.getInstance(CURRENCIES.get(i)),
                LocalTime.of(6 * random.nextInt(3), 0),
                tags()));
    }

    private PropertyTags tags() {
        return new PropertyTags(Stream.of("beach", "beach-bar", "city")
                .filter(_ -> random.nextBoolean())
                .toList());
    }

    /** Saves a property again, now and then in another currency. */
    SaveProperty saveProperty() {
        int i = random.nextInt(size.properties());
        return random.nextInt(8) == 0
                ? SaveProperty.of("property-" + i, hotel.name(), ZONES.get(i), OTHER_CURRENCY)
                : property(i);
    }

    SaveRoomType saveRoomType() {
        int roomType = random.nextInt(size.roomTypes());
        // Now and then with the wrong property, or one that does not exist.
        int property = random.nextInt(12) == 0 ? random.nextInt(4) : roomType % size.properties();
        RoomType plain = SaveRoomType.of(
                        "type-" + roomType,
                        "property-" + property,
                        hotel.name(),
                        random.nextInt(5),
                        random.nextLong(50_000))
                .roomType();
        return new SaveRoomType(plain.with(terms())
                .with(presentation())
                .withMaxOccupancy(random.nextBoolean() ? 1 + random.nextInt(3) : null));
    }

    OpenNights openNights() {
        LocalDate from = hotel.day();
        return new OpenNights(
                hotel.roomType(),
                from,
                from.plusDays(1 + random.nextInt(size.days())),
                random.nextBoolean() ? random.nextInt(9) : null,
                random.nextBoolean() ? random.nextLong(50_000) : null,
                rules());
    }

    private Terms terms() {
        return new Terms(
                random.nextBoolean() ? new DepositPolicy(charge(), 1 + random.nextInt(3)) : null,
                random.nextInt(3) > 0
                        ? new CancellationPolicy(List.of(
                                new Tier(4 + random.nextInt(5), charge()), new Tier(random.nextInt(4), charge())))
                        : null);
    }

    private Charge charge() {
        return random.nextBoolean()
                ? new Charge.Percent(1 + random.nextInt(100))
                : new Charge.Fixed(1 + random.nextLong(50_000));
    }

    private Presentation presentation() {
        return random.nextBoolean()
                ? Presentation.NONE
                : new Presentation(
                        List.of(
                                new Image("https://example.com/" + random.nextInt(9) + ".jpg", ""),
                                new Image("https://example.com/view.jpg", hotel.name())),
                        List.of(hotel.name(), "Wi-Fi"));
    }

    /** Returns rules that close some nights or restrict them; most are opened again soon. */
    private RulesChange rules() {
        return new RulesChange(
                random.nextInt(3) == 0 ? random.nextInt(3) : null,
                random.nextInt(3) == 0 ? random.nextInt(6) == 0 : null,
                random.nextInt(3) == 0 ? random.nextInt(4) == 0 : null,
                random.nextInt(3) == 0 ? random.nextInt(4) == 0 : null,
                random.nextInt(3) == 0 ? 1 + random.nextInt(2) : null,
                random.nextInt(3) == 0 ? 2 + random.nextInt(9) : null,
                random.nextInt(3) == 0 ? random.nextInt(2) : null,
                random.nextInt(3) == 0 ? 4 + random.nextInt(30) : null);
    }
}

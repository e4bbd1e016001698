package dev.lastroom.bench.http;

import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.http.Question.Accounted;
import dev.lastroom.bench.http.Question.Booking;
import dev.lastroom.bench.http.Question.Read;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.PropertyId;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the requests of a round. For one thread. */
final class Questions {

    private static final Load ONE = new Load(1, 1);
    private static final int SEARCHED_NIGHTS_MAX = 7;
    private static final int PROPERTIES = 100;
    private static final int ARRIVALS = 31;

    private final BenchRound round;
    private final BenchHotel hotel;
    private final String part;
    private final SplittableRandom random;
    private final String properties;
    private long asked;

    /** @param part a part of the round, whose bookings have keys of their own */
    Questions(BenchRound round, String part) {
        this.round = round;
        this.hotel = round.database().hotel();
        this.part = part;
        this.random = new SplittableRandom(round.seed() * 31 + part.hashCode());
        this.properties = IntStream.range(0, hotel.ordinaryRoomTypes())
                .mapToObj(hotel::property)
                .distinct()
                .limit(PROPERTIES)
                .map(PropertyId::value)
                .collect(Collectors.joining(","));
    }

    Read property() {
        return new Read("/v1/availability?propertyId=" + anyProperty() + "&" + anyStay());
    }

    Read properties() {
        return new Read("/v1/availability/properties?propertyIds=" + properties + "&" + anyStay());
    }

    Read arrivals() {
        int days = Math.min(ARRIVALS, hotel.nights());
        Stay dates = hotel.stay(random.nextInt(hotel.nights() - days + 1), days);
        return new Read("/v1/properties/" + anyProperty() + "/arrivals?from=" + dates.start() + "&to=" + dates.end());
    }

    /** One booking after so many searches of one property. */
    Supplier<Question> looks(int searches) {
        return () -> random.nextInt(searches + 1) == 0 ? booking() : property();
    }

    /** A booking that the account of the round learns of. */
    Accounted booking() {
        return booking(anyRoomType(), anyDay());
    }

    Accounted booking(int roomType, int day) {
        return new Accounted(new Booking(ONE, json(roomType, day)), round.account(), roomType, day);
    }

    /** As many bookings as each request of a load has. */
    Booking bookings(Load load) {
        if (load.bookings() == 1) {
            return new Booking(load, json(anyRoomType(), anyDay()));
        }
        return new Booking(
                load,
                IntStream.range(0, load.bookings())
                        .mapToObj(_ -> json(anyRoomType(), anyDay()))
                        .collect(Collectors.joining(",", "{\"requests\":[", "]}")));
    }

    private String json(int roomType, int day) {
        Stay stay = hotel.stay(day, Load.STAY_NIGHTS);
        return "{\"userId\":\"guest\",\"roomTypeId\":\"" + hotel.roomType(roomType)
                + "\",\"startDate\":\"" + stay.start()
                + "\",\"endDate\":\"" + stay.end()
                + "\",\"idempotencyKey\":\"" + round.name() + "-" + part + "-" + asked++ + "\"}";
    }

    private int anyDay() {
        return random.nextInt(hotel.nights() - Load.STAY_NIGHTS + 1);
    }

    private int anyRoomType() {
        return random.nextInt(hotel.ordinaryRoomTypes());
    }

    private PropertyId anyProperty() {
        return hotel.property(anyRoomType());
    }

    private String anyStay() {
        int nights = 1 + random.nextInt(Math.min(SEARCHED_NIGHTS_MAX, hotel.nights()));
        Stay stay = hotel.stay(random.nextInt(hotel.nights() - nights + 1), nights);
        return "startDate=" + stay.start() + "&endDate=" + stay.end();
    }
}

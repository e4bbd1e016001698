package dev.lastroom.bench.database;

import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.NightPrices;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts a {@link BenchHotel} into an empty schema, in SQL that every store's database understands. */
final class Furniture {

    private static final String PRICE_MINOR = "10000";

    private final BenchHotel hotel;
    private final String instantLiteral;

    /**
     * @param instantLiteral any instant, as the database writes it
     */
    Furniture(BenchHotel hotel, String instantLiteral) {
        this.hotel = hotel;
        this.instantLiteral = instantLiteral;
    }

    void putInto(Connection connection) throws SQLException {
        putRoomTypes(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE day (stay_date DATE)");
            statement.execute("INSERT INTO day VALUES "
                    + IntStream.range(0, hotel.nights())
                            .mapToObj(day -> "('" + hotel.date(day) + "')")
                            .collect(Collectors.joining(", ")));
            statement.execute(
                    """
                    INSERT INTO night (room_type_id, stay_date, total, booked, price_minor)
                    SELECT t.id, d.stay_date,
                           CASE WHEN t.id = '%1$s' THEN %2$d ELSE %3$d END,
                           CASE WHEN t.id = '%1$s' THEN %2$d ELSE 0 END, %4$s
                    FROM room_type t CROSS JOIN day d
                    ORDER BY t.id, d.stay_date -- as they lie where a hotel opens the nights of its room types
                    """.formatted(soldOut(), BenchHotel.ROOMS_SOLD_OUT, BenchHotel.ROOMS_OF_PLENTY, PRICE_MINOR));
            statement.execute("DROP TABLE day");
        }
        sellOut(connection);
    }

    private void putRoomTypes(Connection connection) throws SQLException {
        try (PreparedStatement property = connection.prepareStatement(
                        "INSERT INTO property (id, name, time_zone, currency) VALUES (?, ?, 'UTC', 'EUR')");
                PreparedStatement roomType = connection.prepareStatement("""
                        INSERT INTO room_type (id, property_id, name, description, total_rooms, price_per_night_minor)
                        VALUES (?, ?, ?, '', 0, 0)
                        """)) {
            for (int i = 0; i < hotel.roomTypes().size(); i++) {
                String propertyId = hotel.property(i).value();
                if (i % BenchHotel.ROOM_TYPES_PER_PROPERTY == 0) {
                    property.setString(1, propertyId);
                    property.setString(2, propertyId);
                    property.addBatch();
                }
                String id = hotel.roomType(i).value();
                roomType.setString(1, id);
                roomType.setString(2, propertyId);
                roomType.setString(3, id);
                roomType.addBatch();
            }
            property.executeBatch();
            roomType.executeBatch();
        }
    }

    /** Frees all rooms whose bookings are gone; the sold-out room type stays sold out. */
    void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE night SET booked = 0 WHERE booked <> 0 AND room_type_id <> '" + soldOut() + "'");
        }
        sellOut(connection);
    }

    /** One guest books all rooms of the sold-out room type, so that a recount finds them. */
    private void sellOut(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms,
                      night_prices, total_minor, currency, status, key_value, created_at)
                    VALUES ('%s', 'bench', 'first', '%s', '%s', '%s', '%s', %d, '%s', 0, 'EUR', 'PROVISIONAL', 'first', %s)
                    """.formatted(
                            NewId.of(Instant.EPOCH, soldOut(), 0),
                            hotel.property(hotel.soldOut()),
                            soldOut(),
                            hotel.date(0),
                            hotel.date(hotel.nights()),
                            BenchHotel.ROOMS_SOLD_OUT,
                            new NightPrices(Collections.nCopies(hotel.nights(), 0L)),
                            instantLiteral));
        }
    }

    private RoomTypeId soldOut() {
        return hotel.roomType(hotel.soldOut());
    }
}

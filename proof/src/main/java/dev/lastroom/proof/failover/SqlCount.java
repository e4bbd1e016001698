package dev.lastroom.proof.failover;

import dev.lastroom.proof.crash.Notes;
import dev.lastroom.proof.crash.WantedBooking;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Counts lost, doubled and oversold bookings in plain SQL: it shares no code with what it judges. */
final class SqlCount {

    private static final String LOST = """
            SELECT told::text FROM unnest(?::uuid[]) AS told
            WHERE NOT EXISTS (SELECT FROM booking WHERE id = told)
            """;

    private static final String LOST_CANCELS =
            "SELECT id::text FROM booking WHERE id = ANY (?::uuid[]) AND status <> 'CANCELLED'";

    private static final String DOUBLED = "SELECT key_value FROM booking GROUP BY owner, key_value HAVING count(*) > 1";

    private static final String OVERSOLD = """
            SELECT room_type_id || ' ' || night::date
            FROM booking, generate_series(start_date, end_date - 1, interval '1 day') AS night
            WHERE status <> 'CANCELLED' GROUP BY room_type_id, night HAVING sum(rooms) > ?
            """;

    private final Connection connection;
    private final Notes notes;

    SqlCount(Connection connection, Notes notes) {
        this.connection = connection;
        this.notes = notes;
    }

    /** Notes everything that differs from what the guests were told. */
    void compare(List<WantedBooking> all) throws SQLException {
        Map<String, String> booked = keys(all, _ -> true);
        for (String id : rows(LOST, ids(booked))) {
            notes.lost(Objects.requireNonNull(booked.get(id)));
        }
        Map<String, String> cancelled = keys(all, wanted -> wanted.cancelled() == WantedBooking.Done.YES);
        for (String id : rows(LOST_CANCELS, ids(cancelled))) {
            notes.lost("cancel of " + cancelled.get(id));
        }
        rows(DOUBLED).forEach(notes::doubled);
        rows(OVERSOLD, Guests.ROOMS).forEach(notes::oversold);
    }

    /** The keys of the acknowledged bookings, by booking id. */
    private static Map<String, String> keys(List<WantedBooking> all, Predicate<WantedBooking> which) {
        Map<String, String> keys = new HashMap<>();
        for (WantedBooking wanted : all) {
            if (wanted.id() != null && which.test(wanted)) {
                keys.put(wanted.id().toString(), wanted.key());
            }
        }
        return keys;
    }

    private Object ids(Map<String, String> keys) throws SQLException {
        return connection.createArrayOf("uuid", keys.keySet().toArray());
    }

    private List<String> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(row.getString(1));
                }
                return rows;
            }
        }
    }
}

package dev.lastroom.proof.store;

/** Mistakes of a wrong program. For an SQLite file, each is a trigger that makes it in the same transaction. */
public enum Mistake {
    /** The second booking of a group is neither made nor counted nor logged. Everything agrees except the answer. */
    GROUP_BOOKED_HALF("""
            CREATE TRIGGER mistake AFTER INSERT ON event
            WHEN NEW.name = 'booking.booked' AND (
              SELECT count(*) FROM booking WHERE group_id = (SELECT group_id FROM booking WHERE id = NEW.booking_id)) > 1
            BEGIN
              UPDATE night SET booked = booked - %1$s WHERE %2$s;
              DELETE FROM booking WHERE id = NEW.booking_id;
              DELETE FROM event WHERE id = NEW.id;
            END
            """),
    /** A booking draws on an allotment, which does not count it. */
    DRAWN_WITHOUT_COUNT("""
            CREATE TRIGGER mistake AFTER UPDATE OF picked_up ON allotment_night WHEN NEW.picked_up > OLD.picked_up
            BEGIN
              UPDATE allotment_night SET picked_up = OLD.picked_up
              WHERE allotment_id = NEW.allotment_id AND stay_date = NEW.stay_date;
            END
            """),
    /** The first entry in line is overlooked. The store in front does this, see {@link MistakenBed}. */
    SERVED_OUT_OF_TURN(""),
    /** A confirmation has no event. */
    EVENT_LEFT_OUT("""
            CREATE TRIGGER mistake BEFORE INSERT ON event WHEN NEW.name = 'booking.confirmed'
            BEGIN
              SELECT RAISE(IGNORE);
            END
            """),
    /** The event before a booking's cancel comes after it in the log. */
    EVENT_OUT_OF_ORDER("""
            CREATE TRIGGER mistake AFTER INSERT ON event
            WHEN NEW.name = 'booking.cancelled' AND NOT EXISTS (SELECT 1 FROM event WHERE id >= 1000000)
            BEGIN
              UPDATE event SET id = 1000000 + id
              WHERE id = (SELECT max(id) FROM event WHERE booking_id = NEW.booking_id AND id < NEW.id);
            END
            """),
    /** A change gives up the old stay and loses the booking before it has the new one. The counts agree. */
    CHANGED_TO_NOTHING("""
            CREATE TRIGGER mistake AFTER INSERT ON event WHEN NEW.name = 'booking.changed'
            BEGIN
              UPDATE night SET booked = booked - %1$s WHERE %2$s;
              DELETE FROM booking WHERE id = NEW.booking_id;
            END
            """),
    /** A hold that ends gives its rooms back twice. */
    HOLD_ENDS_TWICE("""
            CREATE TRIGGER mistake AFTER INSERT ON event WHEN NEW.name = 'booking.expired'
            BEGIN
              UPDATE night SET booked = booked - %1$s WHERE %2$s;
            END
            """);

    private static final String ROOMS = "(SELECT rooms FROM booking WHERE id = NEW.booking_id)";
    private static final String NIGHTS = """
            booked >= %s
              AND room_type_id = (SELECT room_type_id FROM booking WHERE id = NEW.booking_id)
              AND stay_date >= (SELECT start_date FROM booking WHERE id = NEW.booking_id)
              AND stay_date < (SELECT end_date FROM booking WHERE id = NEW.booking_id)
            """.formatted(ROOMS);

    private final String trigger;

    Mistake(String trigger) {
        this.trigger = trigger;
    }

    String sql() {
        return trigger.formatted(ROOMS, NIGHTS);
    }
}

package dev.lastroom.store.sqlite;

import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.WaitlistRaceContract;

class SqliteWaitlistRaceTest extends WaitlistRaceContract {

    @Override
    protected TestDatabase database() {
        return new SqliteDatabase();
    }

    /** SQLite needs triggers to write to a view. */
    @Override
    protected void letViewBeWrittenTo(TestDatabase planted) throws Exception {
        planted.execute("""
                CREATE TRIGGER waitlist_joined INSTEAD OF INSERT ON waitlist BEGIN
                  INSERT INTO waitlist_kept VALUES (NEW.id, NEW.owner, NEW.user_id, NEW.property_id, NEW.room_type_id,
                    NEW.start_date, NEW.end_date, NEW.rooms, NEW.guests, NEW.key_value, NEW.joined_at, NEW.status,
                    NEW.ends_at, NEW.offered_at, NEW.watched, NEW.watched_rooms);
                END
                """, """
                CREATE TRIGGER waitlist_went_on INSTEAD OF UPDATE ON waitlist BEGIN
                  UPDATE waitlist_kept SET room_type_id = NEW.room_type_id, start_date = NEW.start_date,
                    end_date = NEW.end_date, rooms = NEW.rooms, guests = NEW.guests, status = NEW.status,
                    ends_at = NEW.ends_at, offered_at = NEW.offered_at, watched = NEW.watched,
                    watched_rooms = NEW.watched_rooms
                  WHERE id = NEW.id;
                END
                """);
    }
}

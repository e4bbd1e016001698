-- The minimum that a booking of two nights writes, without Lastroom: see "What limits it now" in docs/reference/performance.md.
DROP TABLE IF EXISTS floor_night, floor_booking, floor_event;

CREATE TABLE floor_night (
  room_type_id text COLLATE "C" NOT NULL,
  stay_date    date    NOT NULL,
  total        integer NOT NULL,
  booked       integer NOT NULL,
  price_minor  bigint  NOT NULL,
  overbooking  integer NOT NULL DEFAULT 0,
  rules        text,
  PRIMARY KEY (room_type_id, stay_date),
  CHECK (booked >= 0 AND booked <= total + overbooking)
) WITH (fillfactor = 50);

INSERT INTO floor_night
SELECT 'type-' || lpad(i::text, 4, '0'), date '2027-01-01' + d, 1000000, 0, 10000, 0, NULL
FROM generate_series(0, 999) i, generate_series(0, 364) d ORDER BY 1, 2;

-- The key is a column of the booking. There is no other index.
CREATE TABLE floor_booking (
  id uuid PRIMARY KEY, key_hash uuid NOT NULL UNIQUE, fingerprint uuid NOT NULL, owner text, user_id text,
  property_id text, room_type_id text, start_date date, end_date date, rooms integer, night_prices text,
  total_minor bigint, currency text, status text, key_value text, created_at timestamptz, version integer);

-- One row for all events of a transaction.
CREATE TABLE floor_event (id bigint GENERATED ALWAYS AS IDENTITY, names text[], befores text[], afters text[]);
ALTER TABLE floor_event ALTER names SET STORAGE EXTERNAL, ALTER afters SET STORAGE EXTERNAL;

VACUUM ANALYZE floor_night;

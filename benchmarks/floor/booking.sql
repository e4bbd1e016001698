-- 64 bookings of two nights in one transaction, without any decision.
BEGIN;
WITH stay AS MATERIALIZED (
  SELECT 'type-' || lpad((random() * 999)::int::text, 4, '0') AS room_type_id, date '2027-01-01' + (random() * 363)::int AS first
  FROM generate_series(1, 64) ORDER BY 1, 2),
sold AS (
  UPDATE floor_night n SET booked = n.booked + 1 FROM stay
  WHERE n.room_type_id = stay.room_type_id AND n.stay_date BETWEEN stay.first AND stay.first + 1
    AND n.total = 1000000 AND n.price_minor = 10000
  RETURNING 1)
SELECT count(*) FROM sold;
INSERT INTO floor_booking
SELECT uuidv7(), gen_random_uuid(), gen_random_uuid(), 'bench', 'guest-' || i, 'property-12', 'type-0123', date '2027-05-05',
  date '2027-05-07', 1, '10000 10000', 20000, 'EUR', 'CONFIRMED', 'uniform-123-' || i, now(), 1
FROM generate_series(1, 64) i;
INSERT INTO floor_event (names, befores, afters)
VALUES (array_fill('booking.created'::text, ARRAY[64]), array_fill(NULL::text, ARRAY[64]), array_fill(repeat('x', 150), ARRAY[64]));
COMMIT;

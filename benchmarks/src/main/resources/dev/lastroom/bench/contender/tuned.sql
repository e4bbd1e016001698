-- A request in one call: everything one transaction per request has to do, without a round trip in between.
-- Rows are locked in the same order as by every other writer.

CREATE OR REPLACE FUNCTION tuned_book(
  v_owner text, v_key text, v_key_hash uuid, v_fingerprint uuid, v_id uuid, v_user text, v_room_type text,
  v_start date, v_end date, v_rooms integer, v_at timestamptz,
  OUT booking_id uuid, OUT replayed boolean) LANGUAGE plpgsql AS $$
DECLARE
  earlier     record;
  offer       record;
  nights_free integer;
  price       bigint;
  prices      text;
BEGIN
  LOOP
    -- The nights come first: once they are locked, a key that another transaction claimed with them is visible.
    -- A sold-out night is filtered out before it is locked, so a refusal waits for no lock.
    SELECT count(*), sum(n.price_minor), string_agg(n.price_minor::text, ' ') INTO nights_free, price, prices
    FROM (SELECT price_minor FROM night
          WHERE room_type_id = v_room_type AND stay_date >= v_start AND stay_date < v_end AND total - booked >= v_rooms
          ORDER BY stay_date FOR UPDATE) n;

    SELECT k.fingerprint, k.subject_id INTO earlier FROM idempotency_key k
    WHERE k.key_hash = v_key_hash;
    IF FOUND THEN
      IF earlier.fingerprint <> v_fingerprint THEN
        RAISE EXCEPTION 'key conflict';
      END IF;
      booking_id := earlier.subject_id;
      replayed := true;
      RETURN;
    END IF;

    replayed := false;
    EXIT WHEN nights_free = v_end - v_start;
    INSERT INTO idempotency_key (key_hash, fingerprint, kind, refusal, created_at, request_id)
    VALUES (v_key_hash, v_fingerprint, 'REFUSAL',
      (SELECT concat_ws('|', 'INSUFFICIENT_INVENTORY', v_room_type, v_rooms, coalesce(n.total - n.booked, 0), d::date)
       FROM generate_series(v_start, v_end - 1, interval '1 day') d
       LEFT JOIN night n ON n.room_type_id = v_room_type AND n.stay_date = d::date
       WHERE coalesce(n.total - n.booked, 0) < v_rooms
       ORDER BY d LIMIT 1),
      v_at, v_key)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
      RETURN;
    END IF;
    -- An equal request was faster. Its answer is stored now.
  END LOOP;

  SELECT p.id AS property_id, p.currency INTO STRICT offer
  FROM room_type t JOIN property p ON p.id = t.property_id WHERE t.id = v_room_type;
  booking_id := v_id;
  INSERT INTO booking (id, owner, user_id, property_id, room_type_id, start_date, end_date, rooms, night_prices,
    total_minor, currency, status, key_value, created_at)
  VALUES (v_id, v_owner, v_user, offer.property_id, v_room_type, v_start, v_end, v_rooms, prices,
    price * v_rooms, offer.currency, 'PROVISIONAL', v_key, v_at);
  UPDATE night SET booked = booked + v_rooms
  WHERE room_type_id = v_room_type AND stay_date >= v_start AND stay_date < v_end;
  INSERT INTO idempotency_key (key_hash, fingerprint, kind, subject_id, created_at, request_id)
  VALUES (v_key_hash, v_fingerprint, 'BOOKING', v_id, v_at, v_key);
  INSERT INTO event_batch (booking_ids, names, ats, owners, actors, request_ids)
  VALUES (ARRAY[v_id], ARRAY['booking.booked'], ARRAY[v_at], ARRAY[v_owner], ARRAY[v_owner], ARRAY[v_key]);
END $$;

CREATE OR REPLACE FUNCTION tuned_cancel(v_id uuid, v_owner text, v_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  held record;
BEGIN
  SELECT room_type_id, start_date, end_date, rooms, status INTO STRICT held
  FROM booking WHERE id = v_id FOR UPDATE;
  IF held.status = 'CANCELLED' THEN
    RETURN;
  END IF;
  PERFORM 1 FROM night
  WHERE room_type_id = held.room_type_id AND stay_date >= held.start_date AND stay_date < held.end_date
  ORDER BY stay_date FOR UPDATE;
  UPDATE booking SET status = 'CANCELLED', cancelled_at = v_at WHERE id = v_id;
  UPDATE night SET booked = booked - held.rooms
  WHERE room_type_id = held.room_type_id AND stay_date >= held.start_date AND stay_date < held.end_date;
  INSERT INTO event_batch (booking_ids, names, ats, owners, actors, request_ids)
  VALUES (ARRAY[v_id], ARRAY['booking.cancelled'], ARRAY[v_at], ARRAY[v_owner], ARRAY[v_owner], ARRAY[v_id::text]);
END $$;

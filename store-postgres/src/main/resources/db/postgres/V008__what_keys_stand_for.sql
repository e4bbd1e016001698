-- A key says of what kind the thing is that it stands for, so that one read finds it. Until now it named a booking, one of
-- the bookings of a group, an entry of a waitlist or an allotment, and only a look into all these tables told which.
ALTER TABLE idempotency_key RENAME COLUMN booking_id TO subject_id;

-- Almost all stand for bookings: the default is noted once for all rows, and they are not written again.
ALTER TABLE idempotency_key ADD COLUMN kind text NOT NULL DEFAULT 'BOOKING';
ALTER TABLE idempotency_key ALTER COLUMN kind DROP DEFAULT;

UPDATE idempotency_key SET kind = 'REFUSAL' WHERE refusal IS NOT NULL;

UPDATE idempotency_key k SET kind = 'ALLOTMENT' FROM allotment a WHERE a.id = k.subject_id;

-- The key of the request that made a group or an entry is as old as that is. It must be kept: without it, the same request
-- would book again.
UPDATE idempotency_key k SET kind = 'GROUP', subject_id = b.group_id
FROM booking b WHERE b.id = k.subject_id AND b.group_id IS NOT NULL AND b.created_at = k.created_at;

UPDATE idempotency_key k SET kind = 'ENTRY' FROM waitlist w WHERE w.id = k.subject_id AND k.created_at <= w.joined_at;

-- A later key that names a booking of a group is of a command on that booking or on the group, and one that names an entry
-- is of an answer or of a command on the offer: nothing tells which. They are forgotten. The same request is decided anew,
-- and finds its work done; only a hold that it extends ends later.
DELETE FROM idempotency_key k USING booking b
WHERE k.kind = 'BOOKING' AND b.id = k.subject_id AND b.group_id IS NOT NULL;

DELETE FROM idempotency_key k USING waitlist w WHERE k.kind = 'BOOKING' AND w.id = k.subject_id;

ALTER TABLE idempotency_key DROP CONSTRAINT key_has_one_outcome;
ALTER TABLE idempotency_key ADD CONSTRAINT key_has_one_outcome CHECK (
  CASE kind
    WHEN 'REFUSAL' THEN refusal IS NOT NULL AND subject_id IS NULL
    ELSE kind IN ('BOOKING', 'GROUP', 'ENTRY', 'ALLOTMENT') AND subject_id IS NOT NULL AND refusal IS NULL
  END);

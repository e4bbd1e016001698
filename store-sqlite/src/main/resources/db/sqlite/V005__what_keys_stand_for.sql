-- A key says of what kind the thing is that it stands for, so that one read finds it. Until now it named a booking, one of
-- the bookings of a group, an entry of a waitlist or an allotment, and only a look into all these tables told which.
CREATE TABLE new_key (
  key_hash       TEXT    NOT NULL PRIMARY KEY,
  fingerprint    TEXT    NOT NULL,
  kind           TEXT    NOT NULL,
  subject_id     TEXT, -- the booking, the group, the entry of a waitlist or the allotment
  refusal        TEXT,
  created_at     INTEGER NOT NULL,
  request_id     TEXT    NOT NULL,
  client_address TEXT,
  user_agent     TEXT,
  CONSTRAINT key_has_one_outcome CHECK (
    CASE kind
      WHEN 'REFUSAL' THEN refusal IS NOT NULL AND subject_id IS NULL
      ELSE kind IN ('BOOKING', 'GROUP', 'ENTRY', 'ALLOTMENT') AND subject_id IS NOT NULL AND refusal IS NULL
    END)
) STRICT, WITHOUT ROWID;

-- The key of the request that made a group or an entry is as old as that is. It must be kept: without it, the same request
-- would book again. A later key that names a booking of a group is of a command on that booking or on the group, and one
-- that names an entry is of an answer or of a command on the offer: nothing tells which. They are forgotten. The same
-- request is decided anew, and finds its work done; only a hold that it extends ends later.
INSERT INTO new_key
SELECT k.key_hash, k.fingerprint,
  CASE
    WHEN k.refusal IS NOT NULL THEN 'REFUSAL'
    WHEN w.id IS NOT NULL THEN 'ENTRY'
    WHEN a.id IS NOT NULL THEN 'ALLOTMENT'
    WHEN b.group_id IS NOT NULL THEN 'GROUP'
    ELSE 'BOOKING'
  END,
  coalesce(b.group_id, k.booking_id), k.refusal, k.created_at, k.request_id, k.client_address, k.user_agent
FROM idempotency_key k
LEFT JOIN booking b ON b.id = k.booking_id
LEFT JOIN waitlist w ON w.id = k.booking_id
LEFT JOIN allotment a ON a.id = k.booking_id
WHERE (b.group_id IS NULL OR b.created_at = k.created_at) AND (w.id IS NULL OR k.created_at <= w.joined_at);

DROP TABLE idempotency_key;
ALTER TABLE new_key RENAME TO idempotency_key;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

-- Dates are text YYYY-MM-DD, instants are microseconds since 1970-01-01T00:00:00Z, ids are text.
-- Tables are clustered by their keys: every access on the way of a booking is by key.

-- "LROM": says of a file, before anything else is read of it, that it is one of ours.
PRAGMA application_id = 1280462669;

CREATE TABLE property (
  id        TEXT NOT NULL PRIMARY KEY,
  name      TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  currency  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE room_type (
  id                    TEXT    NOT NULL PRIMARY KEY,
  property_id           TEXT    NOT NULL REFERENCES property (id),
  name                  TEXT    NOT NULL,
  description           TEXT    NOT NULL,
  total_rooms           INTEGER NOT NULL CHECK (total_rooms >= 0),
  price_per_night_minor INTEGER NOT NULL CHECK (price_per_night_minor >= 0),
  deposit_policy        TEXT, -- such as '30% from 2' (rooms), or '5000 from 1' (in minor units)
  cancellation_policy   TEXT, -- such as '14:30% 1:100%': days before arrival, and what a cancel costs from then on
  images                TEXT    NOT NULL DEFAULT '', -- a line for each: address, space, description
  amenities             TEXT    NOT NULL DEFAULT '', -- a line for each
  max_occupancy         INTEGER CHECK (max_occupancy >= 1)
) STRICT, WITHOUT ROWID;

CREATE INDEX room_type_by_property ON room_type (property_id, id);

CREATE TABLE night (
  room_type_id TEXT    NOT NULL REFERENCES room_type (id),
  stay_date    TEXT    NOT NULL,
  total        INTEGER NOT NULL,
  booked       INTEGER NOT NULL,
  price_minor  INTEGER NOT NULL CHECK (price_minor >= 0),
  overbooking  INTEGER NOT NULL DEFAULT 0 CHECK (overbooking >= 0), -- rooms that may be sold beyond the total
  rules        TEXT, -- by which it is sold, parted by spaces; almost no night has any
  PRIMARY KEY (room_type_id, stay_date),
  -- The last line of defence: whatever the program does, no night is oversold.
  CHECK (booked >= 0 AND booked <= total + overbooking)
) STRICT, WITHOUT ROWID;

-- Counts that were corrected from the bookings: append only.
CREATE TABLE night_repair (
  id            INTEGER PRIMARY KEY,
  room_type_id  TEXT    NOT NULL,
  stay_date     TEXT    NOT NULL,
  booked_before INTEGER NOT NULL,
  booked_after  INTEGER NOT NULL,
  at            INTEGER NOT NULL
) STRICT;

-- A booking needs no foreign keys: its nights, which have them, are read in the same transaction.
CREATE TABLE booking (
  id           TEXT    NOT NULL PRIMARY KEY,
  owner        TEXT    NOT NULL,
  user_id      TEXT    NOT NULL,
  property_id  TEXT    NOT NULL,
  room_type_id TEXT    NOT NULL,
  start_date   TEXT    NOT NULL,
  end_date     TEXT    NOT NULL,
  rooms        INTEGER NOT NULL CHECK (rooms >= 1),
  night_prices TEXT    NOT NULL, -- of one room, in minor units, parted by spaces
  total_minor  INTEGER NOT NULL,
  currency     TEXT    NOT NULL,
  status       TEXT    NOT NULL,
  key_value    TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  cancelled_at INTEGER,
  expires_at   INTEGER,
  departed_on  TEXT,
  group_id     TEXT,
  version      INTEGER NOT NULL DEFAULT 1,
  -- The room type's, as they were when it was chosen; and what came of them at a cancel.
  deposit_policy         TEXT,
  cancellation_policy    TEXT,
  cancellation_fee_minor INTEGER,
  guests       INTEGER,
  allotment_id TEXT, -- from which it has its rooms
  CHECK (start_date < end_date)
) STRICT, WITHOUT ROWID;

CREATE INDEX booking_by_user ON booking (user_id);

-- Only holds are in these: other bookings do not pay for them.
CREATE INDEX booking_hold ON booking (expires_at) WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;
CREATE INDEX booking_hold_by_user ON booking (user_id, expires_at)
  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;

-- Only the bookings of groups are in this.
CREATE INDEX booking_by_group ON booking (group_id) WHERE group_id IS NOT NULL;

-- Who waits for rooms, and has waited. An offer is a booking with the id of its entry.
CREATE TABLE waitlist (
  id           TEXT    NOT NULL PRIMARY KEY,
  owner        TEXT    NOT NULL,
  user_id      TEXT    NOT NULL,
  property_id  TEXT    NOT NULL,
  room_type_id TEXT    NOT NULL,
  start_date   TEXT    NOT NULL,
  end_date     TEXT    NOT NULL,
  rooms        INTEGER NOT NULL CHECK (rooms >= 1),
  guests       INTEGER,
  key_value    TEXT    NOT NULL,
  joined_at    INTEGER NOT NULL, -- the place in line
  status       TEXT    NOT NULL,
  ends_at      INTEGER NOT NULL, -- of the wait, or of the offer
  offered_at   INTEGER,
  CHECK (start_date < end_date)
) STRICT, WITHOUT ROWID;

CREATE INDEX waitlist_by_user ON waitlist (user_id);
CREATE INDEX waitlist_live ON waitlist (room_type_id) WHERE status IN ('WAITING', 'OFFERED');
CREATE INDEX waitlist_by_end ON waitlist (ends_at) WHERE status = 'WAITING';

-- Rooms that are set aside for a partner or a group. The room type and the dates never change.
CREATE TABLE allotment (
  id           TEXT    NOT NULL PRIMARY KEY,
  owner        TEXT, -- whose API keys may draw on it; null where all may
  property_id  TEXT    NOT NULL,
  room_type_id TEXT    NOT NULL REFERENCES room_type (id),
  name         TEXT    NOT NULL,
  start_date   TEXT    NOT NULL,
  end_date     TEXT    NOT NULL,
  release_date TEXT,
  release_days INTEGER, -- before each night
  created_at   INTEGER NOT NULL,
  CHECK (start_date < end_date)
) STRICT, WITHOUT ROWID;

CREATE INDEX allotment_by_room_type ON allotment (room_type_id);

-- What is left of a night, rooms less picked_up until it is released, is a part of what night counts as booked. Whoever
-- changes a row has locked that night.
CREATE TABLE allotment_night (
  allotment_id TEXT    NOT NULL REFERENCES allotment (id),
  stay_date    TEXT    NOT NULL,
  room_type_id TEXT    NOT NULL,
  rooms        INTEGER NOT NULL,
  picked_up    INTEGER NOT NULL,
  release_at   INTEGER,
  released     INTEGER NOT NULL,
  PRIMARY KEY (allotment_id, stay_date),
  CHECK (picked_up >= 0 AND picked_up <= rooms)
) STRICT, WITHOUT ROWID;

-- Only the nights that wait for their release are in this.
CREATE INDEX allotment_night_due ON allotment_night (release_at) WHERE NOT released AND release_at IS NOT NULL;

-- Keys and fingerprints are the first 128 bits of a SHA-256: small, and of one size whatever clients send.
CREATE TABLE idempotency_key (
  key_hash       TEXT    NOT NULL PRIMARY KEY,
  fingerprint    TEXT    NOT NULL,
  booking_id     TEXT, -- for a group, one of its bookings; or the allotment
  refusal        TEXT,
  created_at     INTEGER NOT NULL,
  request_id     TEXT    NOT NULL,
  client_address TEXT,
  user_agent     TEXT,
  CHECK ((booking_id IS NULL) <> (refusal IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

-- All that has changed, as it was and as it is: append only. There is one writer, so the order is that of commits.
CREATE TABLE event (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  booking_id TEXT,
  owner      TEXT, -- whose booking it is
  at         INTEGER NOT NULL,
  actor      TEXT    NOT NULL, -- whose API key did it
  request_id TEXT    NOT NULL,
  before     TEXT,
  after      TEXT    NOT NULL
) STRICT;

-- Who is told of events: all up to batch and place were sent, or are in webhook_failure.
CREATE TABLE webhook (
  id         TEXT    NOT NULL PRIMARY KEY,
  url        TEXT    NOT NULL,
  secret     TEXT    NOT NULL, -- signs what is sent, and so cannot be kept as a hash
  created_at INTEGER NOT NULL,
  batch      INTEGER NOT NULL,
  place      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_failure (
  webhook_id TEXT    NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  batch      INTEGER NOT NULL,
  place      INTEGER NOT NULL,
  attempts   INTEGER NOT NULL,
  first_at   INTEGER NOT NULL,
  next_at    INTEGER, -- null for a dead letter
  error      TEXT    NOT NULL,
  PRIMARY KEY (webhook_id, batch, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_failure_due ON webhook_failure (webhook_id, next_at);

-- What only one server does at a time, and until when nobody else may.
CREATE TABLE lease (
  name   TEXT    NOT NULL PRIMARY KEY,
  holder TEXT    NOT NULL,
  until  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

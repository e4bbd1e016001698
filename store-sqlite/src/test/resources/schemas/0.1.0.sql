PRAGMA application_id = 1280462669;
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
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
CREATE TABLE night_repair (
  id            INTEGER PRIMARY KEY,
  room_type_id  TEXT    NOT NULL,
  stay_date     TEXT    NOT NULL,
  booked_before INTEGER NOT NULL,
  booked_after  INTEGER NOT NULL,
  at            INTEGER NOT NULL
) STRICT;
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
CREATE INDEX booking_hold ON booking (expires_at) WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;
CREATE INDEX booking_hold_by_user ON booking (user_id, expires_at)
  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;
CREATE INDEX booking_by_group ON booking (group_id) WHERE group_id IS NOT NULL;
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
CREATE INDEX allotment_night_due ON allotment_night (release_at) WHERE NOT released AND release_at IS NOT NULL;
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
CREATE TABLE lease (
  name   TEXT    NOT NULL PRIMARY KEY,
  holder TEXT    NOT NULL,
  until  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO flyway_schema_history VALUES (1, '001', 'bookings', 'SQL', 'V001__bookings.sql', -1330610225, '', '2026-11-24 22:24:30.835', 8, 1);
INSERT INTO property VALUES ('grand', 'Grand Hotel', 'Europe/Lisbon', 'EUR');
INSERT INTO room_type VALUES ('deluxe', 'grand', 'Deluxe', '', 4, 12000, NULL, NULL, '', '', NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-10', 4, 2, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-11', 4, 2, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-12', 4, 3, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-13', 4, 1, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-14', 4, 0, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-15', 4, 0, 12000, 0, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-74b1-963a-9b64fbbb34a9', 'anonymous', 'cyd', 'grand', 'deluxe', '2027-01-11', '2027-01-13', 1, '12000 12000', 24000, 'EUR', 'CANCELLED', 'gone', 1799582400000000, 1799582400000000, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-78e1-a517-acf853bb34a9', 'anonymous', 'ann', 'grand', 'deluxe', '2027-01-10', '2027-01-13', 2, '12000 12000 12000', 72000, 'EUR', 'PROVISIONAL', 'kept', 1799582400000000, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7bb9-aaa8-5c512c1734a9', 'anonymous', 'bob', 'grand', 'deluxe', '2027-01-12', '2027-01-14', 1, '12000 12000', 24000, 'EUR', 'PROVISIONAL', 'ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a', 1799582400000000, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO idempotency_key VALUES ('397d189e-bf8e-9206-f41f-2faf22e50a2a', '86b92715-bd65-14e5-c27d-5f15b90f56ab', '01a2ff78-3e00-7bb9-aaa8-5c512c1734a9', NULL, 1799582400000000, '223043c0-8fae-0b7b-1865-583f015d19ac', NULL, NULL);
INSERT INTO idempotency_key VALUES ('b3b77e93-5d70-fee6-3572-82d2cc052ad4', '328b85f7-57e6-64f3-df26-a6f1b94fee79', '01a2ff78-3e00-78e1-a517-acf853bb34a9', NULL, 1799582400000000, 'e4a5020d-3ce0-6e03-6fcc-239436e0c903', NULL, NULL);
INSERT INTO idempotency_key VALUES ('c7f79ebb-e811-bff5-b6b5-0b22f9d0fa57', '3e49a313-c4d3-4d7d-952d-b772062a8ddc', '01a2ff78-3e00-74b1-963a-9b64fbbb34a9', NULL, 1799582400000000, 'f359f75e-575a-ddeb-e333-a96ff6b46056', NULL, NULL);
INSERT INTO idempotency_key VALUES ('fd434ec9-1a17-f78b-4659-454648d310e0', 'e11d90d1-a800-4aeb-22a5-f0d92ac2b08f', NULL, 'INSUFFICIENT_INVENTORY|deluxe|4|2|2027-01-11', 1799582400000000, '089ae137-5f32-7196-3287-0a2f31372251', NULL, NULL);
INSERT INTO event VALUES (1, 'property.saved', NULL, NULL, 1799582400000000, 'anonymous', '45969d3e-eff8-4930-16ee-5236cec4f59d', NULL, 'grand	Grand Hotel	Europe/Lisbon	EUR	');
INSERT INTO event VALUES (2, 'room_type.saved', NULL, NULL, 1799582400000000, 'anonymous', '4efe061d-8d6f-7f96-e454-8280546422d1', NULL, 'deluxe	grand	Deluxe		4	12000						');
INSERT INTO event VALUES (3, 'inventory.changed', NULL, NULL, 1799582400000000, 'anonymous', '5ae0d898-67c2-8dc0-dcf1-382accd33435', 'deluxe	', 'deluxe	2027-01-10	2027-01-16	4	12000	0		');
INSERT INTO event VALUES (4, 'booking.booked', '01a2ff78-3e00-78e1-a517-acf853bb34a9', 'anonymous', 1799582400000000, 'anonymous', 'e4a5020d-3ce0-6e03-6fcc-239436e0c903', NULL, 'ann	grand	deluxe	2027-01-10	2027-01-13	2	12000 12000 12000	72000	EUR	PROVISIONAL	kept	1799582400000000							1				');
INSERT INTO event VALUES (5, 'booking.booked', '01a2ff78-3e00-7bb9-aaa8-5c512c1734a9', 'anonymous', 1799582400000000, 'anonymous', '223043c0-8fae-0b7b-1865-583f015d19ac', NULL, 'bob	grand	deluxe	2027-01-12	2027-01-14	1	12000 12000	24000	EUR	PROVISIONAL	ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a	1799582400000000							1				');
INSERT INTO event VALUES (6, 'booking.booked', '01a2ff78-3e00-74b1-963a-9b64fbbb34a9', 'anonymous', 1799582400000000, 'anonymous', 'f359f75e-575a-ddeb-e333-a96ff6b46056', NULL, 'cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				');
INSERT INTO event VALUES (7, 'booking.cancelled', '01a2ff78-3e00-74b1-963a-9b64fbbb34a9', 'anonymous', 1799582400000000, 'anonymous', '6a6e805e-c02c-2d55-3537-1b31a199ee28', 'cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				', 'cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	CANCELLED	gone	1799582400000000	1799582400000000						2				');

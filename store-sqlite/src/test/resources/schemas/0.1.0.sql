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
INSERT INTO room_type VALUES ('suite', 'grand', 'Suite', '', 2, 12000, NULL, NULL, '', '', NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-10', 4, 2, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-11', 4, 2, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-12', 4, 3, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-13', 4, 1, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-14', 4, 0, 12000, 0, NULL);
INSERT INTO night VALUES ('deluxe', '2027-01-15', 4, 0, 12000, 0, NULL);
INSERT INTO night VALUES ('suite', '2027-01-10', 2, 0, 12000, 0, NULL);
INSERT INTO night VALUES ('suite', '2027-01-11', 2, 1, 12000, 0, NULL);
INSERT INTO night VALUES ('suite', '2027-01-12', 2, 1, 12000, 0, NULL);
INSERT INTO night VALUES ('suite', '2027-01-13', 2, 1, 12000, 0, NULL);
INSERT INTO night VALUES ('suite', '2027-01-14', 2, 1, 12000, 0, NULL);
INSERT INTO night VALUES ('suite', '2027-01-15', 2, 2, 12000, 0, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7000-8dac-92f28d4521ba', 'anonymous', 'gus', 'grand', 'suite', '2027-01-10', '2027-01-11', 1, '12000', 12000, 'EUR', 'CANCELLED', 'group', 1799582400000000, 1799582460000000, NULL, NULL, '01a2ff78-3e00-7206-9e0e-095f498a21ba', 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7001-9ad8-eb0dffce21ba', 'anonymous', 'gus', 'grand', 'suite', '2027-01-11', '2027-01-12', 1, '12000', 12000, 'EUR', 'PROVISIONAL', 'group', 1799582400000000, NULL, NULL, NULL, '01a2ff78-3e00-7206-9e0e-095f498a21ba', 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-726a-a5b4-a04ed99921ba', 'anonymous', 'ida', 'grand', 'suite', '2027-01-15', '2027-01-16', 2, '12000', 24000, 'EUR', 'PROVISIONAL', '9329ecec2811a972f7d16dc9f20e0ed0922397bdffac9c4e0684853e867a9257', 1799582400000000, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 'jon', 'grand', 'suite', '2027-01-12', '2027-01-13', 1, '12000', 12000, 'EUR', 'CONFIRMED', 'offered', 1799582400000000, NULL, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7572-aa20-077b05a834a9', 'anonymous', 'ann', 'grand', 'deluxe', '2027-01-10', '2027-01-13', 2, '12000 12000 12000', 72000, 'EUR', 'PROVISIONAL', 'kept', 1799582400000000, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7a5c-abc1-38fca61921ba', 'anonymous', 'hal', 'grand', 'suite', '2027-01-12', '2027-01-13', 2, '12000', 24000, 'EUR', 'CANCELLED', '30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4', 1799582400000000, 1799582400000000, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7a5d-a575-2047effc34a9', 'anonymous', 'bob', 'grand', 'deluxe', '2027-01-12', '2027-01-14', 1, '12000 12000', 24000, 'EUR', 'PROVISIONAL', 'ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a', 1799582400000000, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO booking VALUES ('01a2ff78-3e00-7fb9-b066-f182c90534a9', 'anonymous', 'cyd', 'grand', 'deluxe', '2027-01-11', '2027-01-13', 1, '12000 12000', 24000, 'EUR', 'CANCELLED', 'gone', 1799582400000000, 1799582400000000, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO waitlist VALUES ('01a2ff78-3e00-702b-b6e5-07e4194321ba', 'anonymous', 'kim', 'grand', 'suite', '2027-01-15', '2027-01-16', 1, NULL, 'waits', 1799582400000000, 'WAITING', 1800057600000000, NULL);
INSERT INTO waitlist VALUES ('01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 'jon', 'grand', 'suite', '2027-01-12', '2027-01-13', 1, NULL, 'offered', 1799582400000000, 'ACCEPTED', 1799583300000000, 1799582400000000);
INSERT INTO allotment VALUES ('01a2ff78-3e00-7051-b45b-8c62edea21ba', NULL, 'grand', 'suite', 'tour', '2027-01-13', '2027-01-15', NULL, NULL, 1799582400000000);
INSERT INTO allotment_night VALUES ('01a2ff78-3e00-7051-b45b-8c62edea21ba', '2027-01-13', 'suite', 1, 0, NULL, 0);
INSERT INTO allotment_night VALUES ('01a2ff78-3e00-7051-b45b-8c62edea21ba', '2027-01-14', 'suite', 1, 0, NULL, 0);
INSERT INTO idempotency_key VALUES ('19b24ad1-fc1c-4016-0372-22dcd54b46bc', 'd08418d3-c609-0bc8-4dfa-c9c5ccd1acb5', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', NULL, 1799582400000000, 'caedd347-0377-065a-35e3-628a15843e1a', NULL, NULL);
INSERT INTO idempotency_key VALUES ('35581567-e41d-e477-4c88-93205c48856c', '7158f298-be43-04f7-3f61-e57389808a98', '01a2ff78-3e00-702b-b6e5-07e4194321ba', NULL, 1799582400000000, '943ed4c8-0170-79db-17c8-61b74a3bc0ce', NULL, NULL);
INSERT INTO idempotency_key VALUES ('397d189e-bf8e-9206-f41f-2faf22e50a2a', '86b92715-bd65-14e5-c27d-5f15b90f56ab', '01a2ff78-3e00-7a5d-a575-2047effc34a9', NULL, 1799582400000000, '4cc92e16-113e-8413-dd96-6a7c4980bf34', NULL, NULL);
INSERT INTO idempotency_key VALUES ('4b9db2c6-4eb5-20ec-e64f-c55e9dcec2c9', '9d77463a-dd7f-43c4-3b87-88f1675f05a9', '01a2ff78-3e00-7a5c-abc1-38fca61921ba', NULL, 1799582400000000, 'fdc78308-d69b-d984-036b-d291e579febc', NULL, NULL);
INSERT INTO idempotency_key VALUES ('63d49935-154b-3829-aa41-0d090040417e', '16b41819-d1bf-2a80-ebc6-4a58cdf9d23f', '01a2ff78-3e00-7000-8dac-92f28d4521ba', NULL, 1799582400000000, 'f18a1652-df0d-4f36-22f3-d5bfb7fbe4f0', NULL, NULL);
INSERT INTO idempotency_key VALUES ('74e6ac82-f617-5827-6c4a-49a7edd9010b', 'b521274a-0836-1800-a0b9-3983f1835823', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', NULL, 1799582460000000, '71453ecc-971a-7ccb-cbd8-26be52c712e3', NULL, NULL);
INSERT INTO idempotency_key VALUES ('77826d7e-50d9-5d20-2a9c-c21b7f4807ee', 'f82a635b-430d-d368-e569-73e7416810d8', '01a2ff78-3e00-726a-a5b4-a04ed99921ba', NULL, 1799582400000000, '57b42cdc-46a8-8a41-976d-14d79f00ea98', NULL, NULL);
INSERT INTO idempotency_key VALUES ('b161d828-dba5-5e05-fcd1-ddc86e882663', '84616a4f-a66e-2e0d-2d1b-e1ba3640c540', '01a2ff78-3e00-7000-8dac-92f28d4521ba', NULL, 1799582460000000, '910051cd-64bc-2a41-f478-389ad5e5468d', NULL, NULL);
INSERT INTO idempotency_key VALUES ('b3b77e93-5d70-fee6-3572-82d2cc052ad4', '328b85f7-57e6-64f3-df26-a6f1b94fee79', '01a2ff78-3e00-7572-aa20-077b05a834a9', NULL, 1799582400000000, '00950e3b-eb2a-33a8-ef02-6c808814a6c4', NULL, NULL);
INSERT INTO idempotency_key VALUES ('b5fbacdf-0108-a21e-b5c9-f11a10653826', 'f377424b-69b3-7d50-53ae-999d49e0179e', '01a2ff78-3e00-7051-b45b-8c62edea21ba', NULL, 1799582400000000, '57837395-b894-7dc1-8185-9514ccf4a157', NULL, NULL);
INSERT INTO idempotency_key VALUES ('c7f79ebb-e811-bff5-b6b5-0b22f9d0fa57', '3e49a313-c4d3-4d7d-952d-b772062a8ddc', '01a2ff78-3e00-7fb9-b066-f182c90534a9', NULL, 1799582400000000, '902214e6-9e11-badf-668c-1b0861325a97', NULL, NULL);
INSERT INTO idempotency_key VALUES ('fd434ec9-1a17-f78b-4659-454648d310e0', 'e11d90d1-a800-4aeb-22a5-f0d92ac2b08f', NULL, 'INSUFFICIENT_INVENTORY|deluxe|4|2|2027-01-11', 1799582400000000, '2d3be079-735a-063e-4a84-9732cbe0d3e0', NULL, NULL);
INSERT INTO event VALUES (1, 'property.saved', NULL, NULL, 1799582400000000, 'anonymous', '89cc480d-8862-18ba-5f55-293a6a243a73', NULL, 'grand	Grand Hotel	Europe/Lisbon	EUR	');
INSERT INTO event VALUES (2, 'room_type.saved', NULL, NULL, 1799582400000000, 'anonymous', 'a8d5e5d9-7e7f-a31f-d6c7-024f026e3e2b', NULL, 'deluxe	grand	Deluxe		4	12000						');
INSERT INTO event VALUES (3, 'inventory.changed', NULL, NULL, 1799582400000000, 'anonymous', 'a4e3579e-575c-5410-8c48-134a705f5851', 'deluxe	', 'deluxe	2027-01-10	2027-01-16	4	12000	0		');
INSERT INTO event VALUES (4, 'booking.booked', '01a2ff78-3e00-7572-aa20-077b05a834a9', 'anonymous', 1799582400000000, 'anonymous', '00950e3b-eb2a-33a8-ef02-6c808814a6c4', NULL, 'ann	grand	deluxe	2027-01-10	2027-01-13	2	12000 12000 12000	72000	EUR	PROVISIONAL	kept	1799582400000000							1				');
INSERT INTO event VALUES (5, 'booking.booked', '01a2ff78-3e00-7a5d-a575-2047effc34a9', 'anonymous', 1799582400000000, 'anonymous', '4cc92e16-113e-8413-dd96-6a7c4980bf34', NULL, 'bob	grand	deluxe	2027-01-12	2027-01-14	1	12000 12000	24000	EUR	PROVISIONAL	ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a	1799582400000000							1				');
INSERT INTO event VALUES (6, 'booking.booked', '01a2ff78-3e00-7fb9-b066-f182c90534a9', 'anonymous', 1799582400000000, 'anonymous', '902214e6-9e11-badf-668c-1b0861325a97', NULL, 'cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				');
INSERT INTO event VALUES (7, 'booking.cancelled', '01a2ff78-3e00-7fb9-b066-f182c90534a9', 'anonymous', 1799582400000000, 'anonymous', '55ba52b3-59f4-5c4c-a2c1-699f94f47fd3', 'cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				', 'cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	CANCELLED	gone	1799582400000000	1799582400000000						2				');
INSERT INTO event VALUES (8, 'room_type.saved', NULL, NULL, 1799582400000000, 'anonymous', '9941d9f1-bad6-6b6b-b4ec-56248db5034b', NULL, 'suite	grand	Suite		2	12000						');
INSERT INTO event VALUES (9, 'inventory.changed', NULL, NULL, 1799582400000000, 'anonymous', '11099f72-5060-b03c-bdf4-7c6b89824acb', 'suite	', 'suite	2027-01-10	2027-01-16	2	12000	0		');
INSERT INTO event VALUES (10, 'booking.booked', '01a2ff78-3e00-7000-8dac-92f28d4521ba', 'anonymous', 1799582400000000, 'anonymous', 'f18a1652-df0d-4f36-22f3-d5bfb7fbe4f0', NULL, 'gus	grand	suite	2027-01-10	2027-01-11	1	12000	12000	EUR	PROVISIONAL	group	1799582400000000							1		01a2ff78-3e00-7206-9e0e-095f498a21ba		');
INSERT INTO event VALUES (11, 'booking.booked', '01a2ff78-3e00-7001-9ad8-eb0dffce21ba', 'anonymous', 1799582400000000, 'anonymous', 'f18a1652-df0d-4f36-22f3-d5bfb7fbe4f0', NULL, 'gus	grand	suite	2027-01-11	2027-01-12	1	12000	12000	EUR	PROVISIONAL	group	1799582400000000							1		01a2ff78-3e00-7206-9e0e-095f498a21ba		');
INSERT INTO event VALUES (12, 'allotment.created', NULL, NULL, 1799582400000000, 'anonymous', '57837395-b894-7dc1-8185-9514ccf4a157', NULL, '01a2ff78-3e00-7051-b45b-8c62edea21ba	grand	suite	tour	2027-01-13	2027-01-15			1799582400000000	2027-01-13	2027-01-15	1	0	false	');
INSERT INTO event VALUES (13, 'booking.booked', '01a2ff78-3e00-7a5c-abc1-38fca61921ba', 'anonymous', 1799582400000000, 'anonymous', 'fdc78308-d69b-d984-036b-d291e579febc', NULL, 'hal	grand	suite	2027-01-12	2027-01-13	2	12000	24000	EUR	PROVISIONAL	30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4	1799582400000000							1				');
INSERT INTO event VALUES (14, 'waitlist.joined', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 1799582400000000, 'anonymous', 'caedd347-0377-065a-35e3-628a15843e1a', NULL, 'jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	WAITING	1799798400000000		');
INSERT INTO event VALUES (15, 'booking.cancelled', '01a2ff78-3e00-7a5c-abc1-38fca61921ba', 'anonymous', 1799582400000000, 'anonymous', 'f4ee45e6-78d2-0625-cbd4-b8e39ee97e49', 'hal	grand	suite	2027-01-12	2027-01-13	2	12000	24000	EUR	PROVISIONAL	30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4	1799582400000000							1				', 'hal	grand	suite	2027-01-12	2027-01-13	2	12000	24000	EUR	CANCELLED	30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4	1799582400000000	1799582400000000						2				');
INSERT INTO event VALUES (16, 'booking.booked', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 1799582400000000, 'anonymous', 'waitlist', NULL, 'jon	grand	suite	2027-01-12	2027-01-13	1	12000	12000	EUR	PROVISIONAL	offered	1799582400000000		1799583300000000					1				');
INSERT INTO event VALUES (17, 'waitlist.offered', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 1799582400000000, 'anonymous', 'waitlist', 'jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	WAITING	1799798400000000		', 'jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	OFFERED	1799583300000000	1799582400000000	');
INSERT INTO event VALUES (18, 'booking.booked', '01a2ff78-3e00-726a-a5b4-a04ed99921ba', 'anonymous', 1799582400000000, 'anonymous', '57b42cdc-46a8-8a41-976d-14d79f00ea98', NULL, 'ida	grand	suite	2027-01-15	2027-01-16	2	12000	24000	EUR	PROVISIONAL	9329ecec2811a972f7d16dc9f20e0ed0922397bdffac9c4e0684853e867a9257	1799582400000000							1				');
INSERT INTO event VALUES (19, 'waitlist.joined', '01a2ff78-3e00-702b-b6e5-07e4194321ba', 'anonymous', 1799582400000000, 'anonymous', '943ed4c8-0170-79db-17c8-61b74a3bc0ce', NULL, 'kim	grand	suite	2027-01-15	2027-01-16	1		waits	1799582400000000	WAITING	1800057600000000		');
INSERT INTO event VALUES (20, 'booking.cancelled', '01a2ff78-3e00-7000-8dac-92f28d4521ba', 'anonymous', 1799582460000000, 'anonymous', '910051cd-64bc-2a41-f478-389ad5e5468d', 'gus	grand	suite	2027-01-10	2027-01-11	1	12000	12000	EUR	PROVISIONAL	group	1799582400000000							1		01a2ff78-3e00-7206-9e0e-095f498a21ba		', 'gus	grand	suite	2027-01-10	2027-01-11	1	12000	12000	EUR	CANCELLED	group	1799582400000000	1799582460000000						2		01a2ff78-3e00-7206-9e0e-095f498a21ba		');
INSERT INTO event VALUES (21, 'booking.confirmed', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 1799582460000000, 'anonymous', '71453ecc-971a-7ccb-cbd8-26be52c712e3', 'jon	grand	suite	2027-01-12	2027-01-13	1	12000	12000	EUR	PROVISIONAL	offered	1799582400000000		1799583300000000					1				', 'jon	grand	suite	2027-01-12	2027-01-13	1	12000	12000	EUR	CONFIRMED	offered	1799582400000000							2				');
INSERT INTO event VALUES (22, 'waitlist.accepted', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 1799582460000000, 'anonymous', '71453ecc-971a-7ccb-cbd8-26be52c712e3', 'jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	OFFERED	1799583300000000	1799582400000000	', 'jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	ACCEPTED	1799583300000000	1799582400000000	');

-- Ids are compared byte by byte (COLLATE "C"), as the program does: it is the order in which rows are locked.

CREATE TABLE property (
  id        text COLLATE "C" PRIMARY KEY,
  name      text NOT NULL,
  time_zone text NOT NULL,
  currency  text NOT NULL
);

CREATE TABLE room_type (
  id                    text COLLATE "C" PRIMARY KEY,
  property_id           text COLLATE "C" NOT NULL REFERENCES property (id),
  name                  text    NOT NULL,
  description           text    NOT NULL,
  total_rooms           integer NOT NULL CHECK (total_rooms >= 0),
  price_per_night_minor bigint  NOT NULL CHECK (price_per_night_minor >= 0),
  deposit_policy        text, -- such as '30% from 2' (rooms), or '5000 from 1' (in minor units)
  cancellation_policy   text, -- such as '14:30% 1:100%': days before arrival, and what a cancel costs from then on
  images                text    NOT NULL DEFAULT '', -- a line for each: address, space, description
  amenities             text    NOT NULL DEFAULT '', -- a line for each
  max_occupancy         integer CHECK (max_occupancy >= 1)
);

CREATE INDEX room_type_by_property ON room_type (property_id, id);

-- Counts the changes of properties and room types: who keeps some in memory sees whether they are still true.
CREATE TABLE catalogue (version bigint NOT NULL);
INSERT INTO catalogue VALUES (0);

CREATE TABLE night (
  room_type_id text COLLATE "C" NOT NULL REFERENCES room_type (id),
  stay_date    date    NOT NULL,
  total        integer NOT NULL,
  booked       integer NOT NULL,
  price_minor  bigint  NOT NULL CHECK (price_minor >= 0),
  overbooking  integer NOT NULL DEFAULT 0 CHECK (overbooking >= 0), -- rooms that may be sold beyond the total
  rules        text, -- by which it is sold, parted by spaces; almost no night has any
  PRIMARY KEY (room_type_id, stay_date),
  -- The last line of defence: whatever the program does, no night is oversold.
  CONSTRAINT night_not_oversold CHECK (booked >= 0 AND booked <= total + overbooking)
) WITH (fillfactor = 50);
-- Half of each page is left free, so that a new version of a night fits beside the old one and no index is touched.

-- Counts that were corrected from the bookings: append only.
CREATE TABLE night_repair (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room_type_id  text COLLATE "C" NOT NULL,
  stay_date     date        NOT NULL,
  booked_before integer     NOT NULL,
  booked_after  integer     NOT NULL,
  at            timestamptz NOT NULL
);

-- A booking needs no foreign keys: its nights, which have them, are locked in the same transaction. Whoever changes a
-- booking has locked all its nights.
CREATE TABLE booking (
  id           uuid PRIMARY KEY,
  owner        text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  property_id  text COLLATE "C" NOT NULL,
  room_type_id text COLLATE "C" NOT NULL,
  start_date   date        NOT NULL,
  end_date     date        NOT NULL,
  rooms        integer     NOT NULL CHECK (rooms >= 1),
  night_prices text        NOT NULL, -- of one room, in minor units, parted by spaces
  total_minor  bigint      NOT NULL,
  currency     text        NOT NULL,
  status       text        NOT NULL,
  key_value    text COLLATE "C" NOT NULL,
  created_at   timestamptz NOT NULL,
  cancelled_at timestamptz,
  expires_at   timestamptz,
  departed_on  date,
  group_id     uuid,
  version      integer     NOT NULL DEFAULT 1,
  -- The room type's, as they were when it was chosen; and what came of them at a cancel.
  deposit_policy         text,
  cancellation_policy    text,
  cancellation_fee_minor bigint,
  guests       integer,
  allotment_id uuid, -- from which it has its rooms
  CONSTRAINT booking_has_nights CHECK (start_date < end_date)
);

CREATE INDEX booking_by_user ON booking (user_id);

-- Only holds are in these: other bookings do not pay for them.
CREATE INDEX booking_hold ON booking (expires_at) WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;
CREATE INDEX booking_hold_by_user ON booking (user_id, expires_at)
  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;

-- Only the bookings of groups are in this.
CREATE INDEX booking_by_group ON booking (group_id) WHERE group_id IS NOT NULL;

-- Who waits for rooms, and has waited. An offer is a booking with the id of its entry. Whoever changes an entry has
-- locked all its nights, as with a booking; and who joins locks them too, so that no room comes free unseen meanwhile.
CREATE TABLE waitlist (
  id           uuid PRIMARY KEY,
  owner        text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  property_id  text COLLATE "C" NOT NULL,
  room_type_id text COLLATE "C" NOT NULL,
  start_date   date        NOT NULL,
  end_date     date        NOT NULL,
  rooms        integer     NOT NULL CHECK (rooms >= 1),
  guests       integer,
  key_value    text COLLATE "C" NOT NULL,
  joined_at    timestamptz NOT NULL, -- the place in line
  status       text        NOT NULL,
  ends_at      timestamptz NOT NULL, -- of the wait, or of the offer
  offered_at   timestamptz,
  CONSTRAINT waitlist_has_nights CHECK (start_date < end_date)
);

CREATE INDEX waitlist_by_user ON waitlist (user_id);
CREATE INDEX waitlist_live ON waitlist (room_type_id) WHERE status IN ('WAITING', 'OFFERED');
CREATE INDEX waitlist_by_end ON waitlist (ends_at) WHERE status = 'WAITING';

-- Rooms that are set aside for a partner or a group. The room type and the dates never change.
CREATE TABLE allotment (
  id           uuid PRIMARY KEY,
  owner        text COLLATE "C", -- whose API keys may draw on it; null where all may
  property_id  text COLLATE "C" NOT NULL,
  room_type_id text COLLATE "C" NOT NULL REFERENCES room_type (id),
  name         text        NOT NULL,
  start_date   date        NOT NULL,
  end_date     date        NOT NULL,
  release_date date,
  release_days integer, -- before each night
  created_at   timestamptz NOT NULL,
  CONSTRAINT allotment_has_nights CHECK (start_date < end_date)
);

CREATE INDEX allotment_by_room_type ON allotment (room_type_id);

-- What is left of a night, rooms less picked_up until it is released, is a part of what night counts as booked. Whoever
-- changes a row has locked that night.
CREATE TABLE allotment_night (
  allotment_id uuid    NOT NULL REFERENCES allotment (id),
  stay_date    date    NOT NULL,
  room_type_id text COLLATE "C" NOT NULL,
  rooms        integer NOT NULL,
  picked_up    integer NOT NULL,
  release_at   timestamptz,
  released     boolean NOT NULL,
  PRIMARY KEY (allotment_id, stay_date),
  CONSTRAINT allotment_not_exceeded CHECK (picked_up >= 0 AND picked_up <= rooms)
);

-- Only the nights that wait for their release are in this.
CREATE INDEX allotment_night_due ON allotment_night (release_at) WHERE NOT released AND release_at IS NOT NULL;

-- Keys and fingerprints are the first 128 bits of a SHA-256: small, and of one size whatever clients send.
CREATE TABLE idempotency_key (
  key_hash       uuid PRIMARY KEY,
  fingerprint    uuid        NOT NULL,
  booking_id     uuid, -- for a group, one of its bookings; or the entry of a waitlist; or the allotment
  refusal        text,
  created_at     timestamptz NOT NULL,
  request_id     text        NOT NULL,
  client_address text,
  user_agent     text,
  CONSTRAINT key_has_one_outcome CHECK ((booking_id IS NULL) <> (refusal IS NULL))
);

-- Keys are made in the order of time, so this small index finds the old ones.
CREATE INDEX idempotency_key_by_age ON idempotency_key USING brin (created_at);

-- Transaction ids of this cluster, with the shift, are greater than those of the cluster from which the events come.
CREATE TABLE event_clock (shift bigint NOT NULL);
INSERT INTO event_clock VALUES (0);

-- What the events of this transaction are numbered by: its id, which it takes once and in the order of time.
CREATE FUNCTION event_batch_now() RETURNS bigint LANGUAGE sql VOLATILE AS
  'SELECT pg_current_xact_id()::text::bigint + shift FROM event_clock';

-- All that has changed, as it was and as it is: append only, one row for all that a transaction did.
CREATE TABLE event_batch (
  batch       bigint PRIMARY KEY DEFAULT event_batch_now(),
  names       text[]        NOT NULL,
  booking_ids uuid[]        NOT NULL,
  owners      text[]        NOT NULL, -- whose booking it is
  ats         timestamptz[] NOT NULL,
  actors      text[]        NOT NULL, -- whose API key did it
  request_ids text[]        NOT NULL,
  befores     text[],
  afters      text[]
);

CREATE VIEW event AS
SELECT b.batch, e.place::integer AS place, e.name, e.booking_id, e.owner, e.at, e.actor, e.request_id, e.before, e.after
FROM event_batch b,
  unnest(b.names, b.booking_ids, b.owners, b.ats, b.actors, b.request_ids, b.befores, b.afters)
    WITH ORDINALITY AS e (name, booking_id, owner, at, actor, request_id, before, after, place);

-- Who is told of events: all up to batch and place were sent, or are in webhook_failure.
CREATE TABLE webhook (
  id         uuid PRIMARY KEY,
  url        text        NOT NULL,
  secret     text        NOT NULL, -- signs what is sent, and so cannot be kept as a hash
  created_at timestamptz NOT NULL,
  batch      bigint      NOT NULL,
  place      integer     NOT NULL
);

CREATE TABLE webhook_failure (
  webhook_id uuid        NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  batch      bigint      NOT NULL,
  place      integer     NOT NULL,
  attempts   integer     NOT NULL,
  first_at   timestamptz NOT NULL,
  next_at    timestamptz, -- null for a dead letter
  error      text        NOT NULL,
  PRIMARY KEY (webhook_id, batch, place)
);

CREATE INDEX webhook_failure_due ON webhook_failure (webhook_id, next_at);

-- What only one server does at a time, and until when nobody else may.
CREATE TABLE lease (
  name   text PRIMARY KEY,
  holder uuid        NOT NULL,
  until  timestamptz NOT NULL
);

-- Ends a transaction that relies on what is no longer true, so that it can be begun anew.
CREATE FUNCTION expect(actual bigint, expected bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF actual IS DISTINCT FROM expected THEN
    RAISE EXCEPTION 'expected %, found %', expected, actual USING ERRCODE = 'serialization_failure';
  END IF;
END $$;

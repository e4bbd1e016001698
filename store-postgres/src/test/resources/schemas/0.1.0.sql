SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.event_batch_now() RETURNS bigint
    LANGUAGE sql
    AS $$SELECT pg_current_xact_id()::text::bigint + shift FROM event_clock$$;
CREATE FUNCTION public.expect(actual bigint, expected bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF actual IS DISTINCT FROM expected THEN
    RAISE EXCEPTION 'expected %, found %', expected, actual USING ERRCODE = 'serialization_failure';
  END IF;
END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.allotment (
    id uuid NOT NULL,
    owner text COLLATE pg_catalog."C",
    property_id text NOT NULL COLLATE pg_catalog."C",
    room_type_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    release_date date,
    release_days integer,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT allotment_has_nights CHECK ((start_date < end_date))
);
CREATE TABLE public.allotment_night (
    allotment_id uuid NOT NULL,
    stay_date date NOT NULL,
    room_type_id text NOT NULL COLLATE pg_catalog."C",
    rooms integer NOT NULL,
    picked_up integer NOT NULL,
    release_at timestamp with time zone,
    released boolean NOT NULL,
    CONSTRAINT allotment_not_exceeded CHECK (((picked_up >= 0) AND (picked_up <= rooms)))
);
CREATE TABLE public.booking (
    id uuid NOT NULL,
    owner text NOT NULL COLLATE pg_catalog."C",
    user_id text NOT NULL COLLATE pg_catalog."C",
    property_id text NOT NULL COLLATE pg_catalog."C",
    room_type_id text NOT NULL COLLATE pg_catalog."C",
    start_date date NOT NULL,
    end_date date NOT NULL,
    rooms integer NOT NULL,
    night_prices text NOT NULL,
    total_minor bigint NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    key_value text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    expires_at timestamp with time zone,
    departed_on date,
    group_id uuid,
    version integer DEFAULT 1 NOT NULL,
    deposit_policy text,
    cancellation_policy text,
    cancellation_fee_minor bigint,
    guests integer,
    allotment_id uuid,
    CONSTRAINT booking_has_nights CHECK ((start_date < end_date)),
    CONSTRAINT booking_rooms_check CHECK ((rooms >= 1))
);
CREATE TABLE public.catalogue (
    version bigint NOT NULL
);
CREATE TABLE public.event_batch (
    batch bigint DEFAULT public.event_batch_now() NOT NULL,
    names text[] NOT NULL,
    booking_ids uuid[] NOT NULL,
    owners text[] NOT NULL,
    ats timestamp with time zone[] NOT NULL,
    actors text[] NOT NULL,
    request_ids text[] NOT NULL,
    befores text[],
    afters text[]
);
CREATE VIEW public.event AS
 SELECT b.batch,
    (e.place)::integer AS place,
    e.name,
    e.booking_id,
    e.owner,
    e.at,
    e.actor,
    e.request_id,
    e.before,
    e.after
   FROM public.event_batch b,
    LATERAL UNNEST(b.names, b.booking_ids, b.owners, b.ats, b.actors, b.request_ids, b.befores, b.afters) WITH ORDINALITY e(name, booking_id, owner, at, actor, request_id, before, after, place);
CREATE TABLE public.event_clock (
    shift bigint NOT NULL
);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.idempotency_key (
    key_hash uuid NOT NULL,
    fingerprint uuid NOT NULL,
    booking_id uuid,
    refusal text,
    created_at timestamp with time zone NOT NULL,
    request_id text NOT NULL,
    client_address text,
    user_agent text,
    CONSTRAINT key_has_one_outcome CHECK (((booking_id IS NULL) <> (refusal IS NULL)))
);
CREATE TABLE public.lease (
    name text NOT NULL,
    holder uuid NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE TABLE public.night (
    room_type_id text NOT NULL COLLATE pg_catalog."C",
    stay_date date NOT NULL,
    total integer NOT NULL,
    booked integer NOT NULL,
    price_minor bigint NOT NULL,
    overbooking integer DEFAULT 0 NOT NULL,
    rules text,
    CONSTRAINT night_not_oversold CHECK (((booked >= 0) AND (booked <= (total + overbooking)))),
    CONSTRAINT night_overbooking_check CHECK ((overbooking >= 0)),
    CONSTRAINT night_price_minor_check CHECK ((price_minor >= 0))
)
WITH (fillfactor='50');
CREATE TABLE public.night_repair (
    id bigint NOT NULL,
    room_type_id text NOT NULL COLLATE pg_catalog."C",
    stay_date date NOT NULL,
    booked_before integer NOT NULL,
    booked_after integer NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.night_repair ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.night_repair_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.property (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    time_zone text NOT NULL,
    currency text NOT NULL
);
CREATE TABLE public.room_type (
    id text NOT NULL COLLATE pg_catalog."C",
    property_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    description text NOT NULL,
    total_rooms integer NOT NULL,
    price_per_night_minor bigint NOT NULL,
    deposit_policy text,
    cancellation_policy text,
    images text DEFAULT ''::text NOT NULL,
    amenities text DEFAULT ''::text NOT NULL,
    max_occupancy integer,
    CONSTRAINT room_type_max_occupancy_check CHECK ((max_occupancy >= 1)),
    CONSTRAINT room_type_price_per_night_minor_check CHECK ((price_per_night_minor >= 0)),
    CONSTRAINT room_type_total_rooms_check CHECK ((total_rooms >= 0))
);
CREATE TABLE public.waitlist (
    id uuid NOT NULL,
    owner text NOT NULL COLLATE pg_catalog."C",
    user_id text NOT NULL COLLATE pg_catalog."C",
    property_id text NOT NULL COLLATE pg_catalog."C",
    room_type_id text NOT NULL COLLATE pg_catalog."C",
    start_date date NOT NULL,
    end_date date NOT NULL,
    rooms integer NOT NULL,
    guests integer,
    key_value text NOT NULL COLLATE pg_catalog."C",
    joined_at timestamp with time zone NOT NULL,
    status text NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    offered_at timestamp with time zone,
    CONSTRAINT waitlist_has_nights CHECK ((start_date < end_date)),
    CONSTRAINT waitlist_rooms_check CHECK ((rooms >= 1))
);
CREATE TABLE public.webhook (
    id uuid NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    batch bigint NOT NULL,
    place integer NOT NULL
);
CREATE TABLE public.webhook_failure (
    webhook_id uuid NOT NULL,
    batch bigint NOT NULL,
    place integer NOT NULL,
    attempts integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    error text NOT NULL
);
INSERT INTO public.allotment VALUES ('01a2ff78-3e00-7051-b45b-8c62edea21ba', NULL, 'grand', 'suite', 'tour', '2027-01-13', '2027-01-15', NULL, NULL, '2027-01-10 12:00:00+00');
INSERT INTO public.allotment_night VALUES ('01a2ff78-3e00-7051-b45b-8c62edea21ba', '2027-01-13', 'suite', 1, 0, NULL, false);
INSERT INTO public.allotment_night VALUES ('01a2ff78-3e00-7051-b45b-8c62edea21ba', '2027-01-14', 'suite', 1, 0, NULL, false);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7000-8dac-92f28d4521ba', 'anonymous', 'gus', 'grand', 'suite', '2027-01-10', '2027-01-11', 1, '12000', 12000, 'EUR', 'CANCELLED', 'group', '2027-01-10 12:00:00+00', '2027-01-10 12:01:00+00', NULL, NULL, '01a2ff78-3e00-7206-9e0e-095f498a21ba', 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7001-9ad8-eb0dffce21ba', 'anonymous', 'gus', 'grand', 'suite', '2027-01-11', '2027-01-12', 1, '12000', 12000, 'EUR', 'PROVISIONAL', 'group', '2027-01-10 12:00:00+00', NULL, NULL, NULL, '01a2ff78-3e00-7206-9e0e-095f498a21ba', 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-726a-a5b4-a04ed99921ba', 'anonymous', 'ida', 'grand', 'suite', '2027-01-15', '2027-01-16', 2, '12000', 24000, 'EUR', 'PROVISIONAL', '9329ecec2811a972f7d16dc9f20e0ed0922397bdffac9c4e0684853e867a9257', '2027-01-10 12:00:00+00', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 'jon', 'grand', 'suite', '2027-01-12', '2027-01-13', 1, '12000', 12000, 'EUR', 'CONFIRMED', 'offered', '2027-01-10 12:00:00+00', NULL, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7572-aa20-077b05a834a9', 'anonymous', 'ann', 'grand', 'deluxe', '2027-01-10', '2027-01-13', 2, '12000 12000 12000', 72000, 'EUR', 'PROVISIONAL', 'kept', '2027-01-10 12:00:00+00', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7a5c-abc1-38fca61921ba', 'anonymous', 'hal', 'grand', 'suite', '2027-01-12', '2027-01-13', 2, '12000', 24000, 'EUR', 'CANCELLED', '30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4', '2027-01-10 12:00:00+00', '2027-01-10 12:00:00+00', NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7a5d-a575-2047effc34a9', 'anonymous', 'bob', 'grand', 'deluxe', '2027-01-12', '2027-01-14', 1, '12000 12000', 24000, 'EUR', 'PROVISIONAL', 'ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a', '2027-01-10 12:00:00+00', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7fb9-b066-f182c90534a9', 'anonymous', 'cyd', 'grand', 'deluxe', '2027-01-11', '2027-01-13', 1, '12000 12000', 24000, 'EUR', 'CANCELLED', 'gone', '2027-01-10 12:00:00+00', '2027-01-10 12:00:00+00', NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.catalogue VALUES (3);
INSERT INTO public.event_batch VALUES (729, '{property.saved}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{89cc480d-8862-18ba-5f55-293a6a243a73}', '{NULL}', '{"grand	Grand Hotel	Europe/Lisbon	EUR	"}');
INSERT INTO public.event_batch VALUES (730, '{room_type.saved}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{a8d5e5d9-7e7f-a31f-d6c7-024f026e3e2b}', '{NULL}', '{"deluxe	grand	Deluxe		4	12000						"}');
INSERT INTO public.event_batch VALUES (731, '{inventory.changed}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{a4e3579e-575c-5410-8c48-134a705f5851}', '{"deluxe	"}', '{"deluxe	2027-01-10	2027-01-16	4	12000	0		"}');
INSERT INTO public.event_batch VALUES (732, '{booking.booked}', '{01a2ff78-3e00-7572-aa20-077b05a834a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{00950e3b-eb2a-33a8-ef02-6c808814a6c4}', '{NULL}', '{"ann	grand	deluxe	2027-01-10	2027-01-13	2	12000 12000 12000	72000	EUR	PROVISIONAL	kept	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (733, '{booking.booked}', '{01a2ff78-3e00-7a5d-a575-2047effc34a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{4cc92e16-113e-8413-dd96-6a7c4980bf34}', '{NULL}', '{"bob	grand	deluxe	2027-01-12	2027-01-14	1	12000 12000	24000	EUR	PROVISIONAL	ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (734, '{booking.booked}', '{01a2ff78-3e00-7fb9-b066-f182c90534a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{902214e6-9e11-badf-668c-1b0861325a97}', '{NULL}', '{"cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (735, '{booking.cancelled}', '{01a2ff78-3e00-7fb9-b066-f182c90534a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{55ba52b3-59f4-5c4c-a2c1-699f94f47fd3}', '{"cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				"}', '{"cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	CANCELLED	gone	1799582400000000	1799582400000000						2				"}');
INSERT INTO public.event_batch VALUES (736, '{room_type.saved}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{9941d9f1-bad6-6b6b-b4ec-56248db5034b}', '{NULL}', '{"suite	grand	Suite		2	12000						"}');
INSERT INTO public.event_batch VALUES (737, '{inventory.changed}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{11099f72-5060-b03c-bdf4-7c6b89824acb}', '{"suite	"}', '{"suite	2027-01-10	2027-01-16	2	12000	0		"}');
INSERT INTO public.event_batch VALUES (738, '{booking.booked}', '{01a2ff78-3e00-7000-8dac-92f28d4521ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{f18a1652-df0d-4f36-22f3-d5bfb7fbe4f0}', '{NULL}', '{"gus	grand	suite	2027-01-10	2027-01-11	1	12000	12000	EUR	PROVISIONAL	group	1799582400000000							1		01a2ff78-3e00-7206-9e0e-095f498a21ba		"}');
INSERT INTO public.event_batch VALUES (739, '{booking.booked}', '{01a2ff78-3e00-7001-9ad8-eb0dffce21ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{f18a1652-df0d-4f36-22f3-d5bfb7fbe4f0}', '{NULL}', '{"gus	grand	suite	2027-01-11	2027-01-12	1	12000	12000	EUR	PROVISIONAL	group	1799582400000000							1		01a2ff78-3e00-7206-9e0e-095f498a21ba		"}');
INSERT INTO public.event_batch VALUES (740, '{allotment.created}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{57837395-b894-7dc1-8185-9514ccf4a157}', '{NULL}', '{"01a2ff78-3e00-7051-b45b-8c62edea21ba	grand	suite	tour	2027-01-13	2027-01-15			1799582400000000	2027-01-13	2027-01-15	1	0	false	"}');
INSERT INTO public.event_batch VALUES (741, '{booking.booked}', '{01a2ff78-3e00-7a5c-abc1-38fca61921ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{fdc78308-d69b-d984-036b-d291e579febc}', '{NULL}', '{"hal	grand	suite	2027-01-12	2027-01-13	2	12000	24000	EUR	PROVISIONAL	30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (742, '{waitlist.joined}', '{01a2ff78-3e00-72f5-bae4-2bbff89b21ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{caedd347-0377-065a-35e3-628a15843e1a}', '{NULL}', '{"jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	WAITING	1799798400000000		"}');
INSERT INTO public.event_batch VALUES (743, '{booking.cancelled}', '{01a2ff78-3e00-7a5c-abc1-38fca61921ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{f4ee45e6-78d2-0625-cbd4-b8e39ee97e49}', '{"hal	grand	suite	2027-01-12	2027-01-13	2	12000	24000	EUR	PROVISIONAL	30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4	1799582400000000							1				"}', '{"hal	grand	suite	2027-01-12	2027-01-13	2	12000	24000	EUR	CANCELLED	30c2cab12319fdfc2e2bc55b7c7685ceb99c0dfa6884775cf0a26d625c9a58b4	1799582400000000	1799582400000000						2				"}');
INSERT INTO public.event_batch VALUES (744, '{booking.booked}', '{01a2ff78-3e00-72f5-bae4-2bbff89b21ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{waitlist}', '{NULL}', '{"jon	grand	suite	2027-01-12	2027-01-13	1	12000	12000	EUR	PROVISIONAL	offered	1799582400000000		1799583300000000					1				"}');
INSERT INTO public.event_batch VALUES (745, '{waitlist.offered}', '{01a2ff78-3e00-72f5-bae4-2bbff89b21ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{waitlist}', '{"jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	WAITING	1799798400000000		"}', '{"jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	OFFERED	1799583300000000	1799582400000000	"}');
INSERT INTO public.event_batch VALUES (746, '{booking.booked}', '{01a2ff78-3e00-726a-a5b4-a04ed99921ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{57b42cdc-46a8-8a41-976d-14d79f00ea98}', '{NULL}', '{"ida	grand	suite	2027-01-15	2027-01-16	2	12000	24000	EUR	PROVISIONAL	9329ecec2811a972f7d16dc9f20e0ed0922397bdffac9c4e0684853e867a9257	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (747, '{waitlist.joined}', '{01a2ff78-3e00-702b-b6e5-07e4194321ba}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{943ed4c8-0170-79db-17c8-61b74a3bc0ce}', '{NULL}', '{"kim	grand	suite	2027-01-15	2027-01-16	1		waits	1799582400000000	WAITING	1800057600000000		"}');
INSERT INTO public.event_batch VALUES (748, '{booking.cancelled}', '{01a2ff78-3e00-7000-8dac-92f28d4521ba}', '{anonymous}', '{"2027-01-10 12:01:00+00"}', '{anonymous}', '{910051cd-64bc-2a41-f478-389ad5e5468d}', '{"gus	grand	suite	2027-01-10	2027-01-11	1	12000	12000	EUR	PROVISIONAL	group	1799582400000000							1		01a2ff78-3e00-7206-9e0e-095f498a21ba		"}', '{"gus	grand	suite	2027-01-10	2027-01-11	1	12000	12000	EUR	CANCELLED	group	1799582400000000	1799582460000000						2		01a2ff78-3e00-7206-9e0e-095f498a21ba		"}');
INSERT INTO public.event_batch VALUES (749, '{booking.confirmed}', '{01a2ff78-3e00-72f5-bae4-2bbff89b21ba}', '{anonymous}', '{"2027-01-10 12:01:00+00"}', '{anonymous}', '{71453ecc-971a-7ccb-cbd8-26be52c712e3}', '{"jon	grand	suite	2027-01-12	2027-01-13	1	12000	12000	EUR	PROVISIONAL	offered	1799582400000000		1799583300000000					1				"}', '{"jon	grand	suite	2027-01-12	2027-01-13	1	12000	12000	EUR	CONFIRMED	offered	1799582400000000							2				"}');
INSERT INTO public.event_batch VALUES (750, '{waitlist.accepted}', '{01a2ff78-3e00-72f5-bae4-2bbff89b21ba}', '{anonymous}', '{"2027-01-10 12:01:00+00"}', '{anonymous}', '{71453ecc-971a-7ccb-cbd8-26be52c712e3}', '{"jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	OFFERED	1799583300000000	1799582400000000	"}', '{"jon	grand	suite	2027-01-12	2027-01-13	1		offered	1799582400000000	ACCEPTED	1799583300000000	1799582400000000	"}');
INSERT INTO public.event_clock VALUES (0);
INSERT INTO public.flyway_schema_history VALUES (1, '001', 'bookings', 'SQL', 'V001__bookings.sql', -2032071994, 'lastroom', '2026-11-24 22:24:53.805299', 446, true);
INSERT INTO public.idempotency_key VALUES ('19b24ad1-fc1c-4016-0372-22dcd54b46bc', 'd08418d3-c609-0bc8-4dfa-c9c5ccd1acb5', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', NULL, '2027-01-10 12:00:00+00', 'caedd347-0377-065a-35e3-628a15843e1a', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('35581567-e41d-e477-4c88-93205c48856c', '7158f298-be43-04f7-3f61-e57389808a98', '01a2ff78-3e00-702b-b6e5-07e4194321ba', NULL, '2027-01-10 12:00:00+00', '943ed4c8-0170-79db-17c8-61b74a3bc0ce', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('397d189e-bf8e-9206-f41f-2faf22e50a2a', '86b92715-bd65-14e5-c27d-5f15b90f56ab', '01a2ff78-3e00-7a5d-a575-2047effc34a9', NULL, '2027-01-10 12:00:00+00', '4cc92e16-113e-8413-dd96-6a7c4980bf34', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('4b9db2c6-4eb5-20ec-e64f-c55e9dcec2c9', '9d77463a-dd7f-43c4-3b87-88f1675f05a9', '01a2ff78-3e00-7a5c-abc1-38fca61921ba', NULL, '2027-01-10 12:00:00+00', 'fdc78308-d69b-d984-036b-d291e579febc', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('63d49935-154b-3829-aa41-0d090040417e', '16b41819-d1bf-2a80-ebc6-4a58cdf9d23f', '01a2ff78-3e00-7000-8dac-92f28d4521ba', NULL, '2027-01-10 12:00:00+00', 'f18a1652-df0d-4f36-22f3-d5bfb7fbe4f0', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('74e6ac82-f617-5827-6c4a-49a7edd9010b', 'b521274a-0836-1800-a0b9-3983f1835823', '01a2ff78-3e00-72f5-bae4-2bbff89b21ba', NULL, '2027-01-10 12:01:00+00', '71453ecc-971a-7ccb-cbd8-26be52c712e3', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('77826d7e-50d9-5d20-2a9c-c21b7f4807ee', 'f82a635b-430d-d368-e569-73e7416810d8', '01a2ff78-3e00-726a-a5b4-a04ed99921ba', NULL, '2027-01-10 12:00:00+00', '57b42cdc-46a8-8a41-976d-14d79f00ea98', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('b161d828-dba5-5e05-fcd1-ddc86e882663', '84616a4f-a66e-2e0d-2d1b-e1ba3640c540', '01a2ff78-3e00-7000-8dac-92f28d4521ba', NULL, '2027-01-10 12:01:00+00', '910051cd-64bc-2a41-f478-389ad5e5468d', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('b3b77e93-5d70-fee6-3572-82d2cc052ad4', '328b85f7-57e6-64f3-df26-a6f1b94fee79', '01a2ff78-3e00-7572-aa20-077b05a834a9', NULL, '2027-01-10 12:00:00+00', '00950e3b-eb2a-33a8-ef02-6c808814a6c4', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('b5fbacdf-0108-a21e-b5c9-f11a10653826', 'f377424b-69b3-7d50-53ae-999d49e0179e', '01a2ff78-3e00-7051-b45b-8c62edea21ba', NULL, '2027-01-10 12:00:00+00', '57837395-b894-7dc1-8185-9514ccf4a157', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('c7f79ebb-e811-bff5-b6b5-0b22f9d0fa57', '3e49a313-c4d3-4d7d-952d-b772062a8ddc', '01a2ff78-3e00-7fb9-b066-f182c90534a9', NULL, '2027-01-10 12:00:00+00', '902214e6-9e11-badf-668c-1b0861325a97', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('fd434ec9-1a17-f78b-4659-454648d310e0', 'e11d90d1-a800-4aeb-22a5-f0d92ac2b08f', NULL, 'INSUFFICIENT_INVENTORY|deluxe|4|2|2027-01-11', '2027-01-10 12:00:00+00', '2d3be079-735a-063e-4a84-9732cbe0d3e0', NULL, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-10', 4, 2, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-11', 4, 2, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-12', 4, 3, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-13', 4, 1, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-14', 4, 0, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-15', 4, 0, 12000, 0, NULL);
INSERT INTO public.night VALUES ('suite', '2027-01-10', 2, 0, 12000, 0, NULL);
INSERT INTO public.night VALUES ('suite', '2027-01-11', 2, 1, 12000, 0, NULL);
INSERT INTO public.night VALUES ('suite', '2027-01-12', 2, 1, 12000, 0, NULL);
INSERT INTO public.night VALUES ('suite', '2027-01-13', 2, 1, 12000, 0, NULL);
INSERT INTO public.night VALUES ('suite', '2027-01-14', 2, 1, 12000, 0, NULL);
INSERT INTO public.night VALUES ('suite', '2027-01-15', 2, 2, 12000, 0, NULL);
INSERT INTO public.property VALUES ('grand', 'Grand Hotel', 'Europe/Lisbon', 'EUR');
INSERT INTO public.room_type VALUES ('deluxe', 'grand', 'Deluxe', '', 4, 12000, NULL, NULL, '', '', NULL);
INSERT INTO public.room_type VALUES ('suite', 'grand', 'Suite', '', 2, 12000, NULL, NULL, '', '', NULL);
INSERT INTO public.waitlist VALUES ('01a2ff78-3e00-702b-b6e5-07e4194321ba', 'anonymous', 'kim', 'grand', 'suite', '2027-01-15', '2027-01-16', 1, NULL, 'waits', '2027-01-10 12:00:00+00', 'WAITING', '2027-01-16 00:00:00+00', NULL);
INSERT INTO public.waitlist VALUES ('01a2ff78-3e00-72f5-bae4-2bbff89b21ba', 'anonymous', 'jon', 'grand', 'suite', '2027-01-12', '2027-01-13', 1, NULL, 'offered', '2027-01-10 12:00:00+00', 'ACCEPTED', '2027-01-10 12:15:00+00', '2027-01-10 12:00:00+00');
SELECT pg_catalog.setval('public.night_repair_id_seq', 1, false);
ALTER TABLE ONLY public.allotment_night
    ADD CONSTRAINT allotment_night_pkey PRIMARY KEY (allotment_id, stay_date);
ALTER TABLE ONLY public.allotment
    ADD CONSTRAINT allotment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.event_batch
    ADD CONSTRAINT event_batch_pkey PRIMARY KEY (batch);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (key_hash);
ALTER TABLE ONLY public.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.night
    ADD CONSTRAINT night_pkey PRIMARY KEY (room_type_id, stay_date);
ALTER TABLE ONLY public.night_repair
    ADD CONSTRAINT night_repair_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.property
    ADD CONSTRAINT property_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.room_type
    ADD CONSTRAINT room_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.waitlist
    ADD CONSTRAINT waitlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_failure
    ADD CONSTRAINT webhook_failure_pkey PRIMARY KEY (webhook_id, batch, place);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);
CREATE INDEX allotment_by_room_type ON public.allotment USING btree (room_type_id);
CREATE INDEX allotment_night_due ON public.allotment_night USING btree (release_at) WHERE ((NOT released) AND (release_at IS NOT NULL));
CREATE INDEX booking_by_group ON public.booking USING btree (group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX booking_by_user ON public.booking USING btree (user_id);
CREATE INDEX booking_hold ON public.booking USING btree (expires_at) WHERE ((status = 'PROVISIONAL'::text) AND (expires_at IS NOT NULL));
CREATE INDEX booking_hold_by_user ON public.booking USING btree (user_id, expires_at) WHERE ((status = 'PROVISIONAL'::text) AND (expires_at IS NOT NULL));
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
CREATE INDEX idempotency_key_by_age ON public.idempotency_key USING brin (created_at);
CREATE INDEX room_type_by_property ON public.room_type USING btree (property_id, id);
CREATE INDEX waitlist_by_end ON public.waitlist USING btree (ends_at) WHERE (status = 'WAITING'::text);
CREATE INDEX waitlist_by_user ON public.waitlist USING btree (user_id);
CREATE INDEX waitlist_live ON public.waitlist USING btree (room_type_id) WHERE (status = ANY (ARRAY['WAITING'::text, 'OFFERED'::text]));
CREATE INDEX webhook_failure_due ON public.webhook_failure USING btree (webhook_id, next_at);
ALTER TABLE ONLY public.allotment_night
    ADD CONSTRAINT allotment_night_allotment_id_fkey FOREIGN KEY (allotment_id) REFERENCES public.allotment(id);
ALTER TABLE ONLY public.allotment
    ADD CONSTRAINT allotment_room_type_id_fkey FOREIGN KEY (room_type_id) REFERENCES public.room_type(id);
ALTER TABLE ONLY public.night
    ADD CONSTRAINT night_room_type_id_fkey FOREIGN KEY (room_type_id) REFERENCES public.room_type(id);
ALTER TABLE ONLY public.room_type
    ADD CONSTRAINT room_type_property_id_fkey FOREIGN KEY (property_id) REFERENCES public.property(id);
ALTER TABLE ONLY public.webhook_failure
    ADD CONSTRAINT webhook_failure_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES public.webhook(id) ON DELETE CASCADE;

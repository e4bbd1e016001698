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
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7273-8c1e-36d025cb34a9', 'anonymous', 'ann', 'grand', 'deluxe', '2027-01-10', '2027-01-13', 2, '12000 12000 12000', 72000, 'EUR', 'PROVISIONAL', 'kept', '2027-01-10 12:00:00+00', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7b66-8552-4997f9db34a9', 'anonymous', 'bob', 'grand', 'deluxe', '2027-01-12', '2027-01-14', 1, '12000 12000', 24000, 'EUR', 'PROVISIONAL', 'ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a', '2027-01-10 12:00:00+00', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.booking VALUES ('01a2ff78-3e00-7460-a5a7-7f231dda34a9', 'anonymous', 'cyd', 'grand', 'deluxe', '2027-01-11', '2027-01-13', 1, '12000 12000', 24000, 'EUR', 'CANCELLED', 'gone', '2027-01-10 12:00:00+00', '2027-01-10 12:00:00+00', NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.catalogue VALUES (2);
INSERT INTO public.event_batch VALUES (729, '{property.saved}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{281562a3-9cc0-cb4e-f63e-56f3f6691a4b}', '{NULL}', '{"grand	Grand Hotel	Europe/Lisbon	EUR	"}');
INSERT INTO public.event_batch VALUES (730, '{room_type.saved}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{df5508e5-4507-0c4f-f8d5-eab4abd84a95}', '{NULL}', '{"deluxe	grand	Deluxe		4	12000						"}');
INSERT INTO public.event_batch VALUES (731, '{inventory.changed}', '{NULL}', '{NULL}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{2189d9ee-3cd1-c403-3bd5-d5455ca01834}', '{"deluxe	"}', '{"deluxe	2027-01-10	2027-01-16	4	12000	0		"}');
INSERT INTO public.event_batch VALUES (732, '{booking.booked}', '{01a2ff78-3e00-7273-8c1e-36d025cb34a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{0cb91d14-9e04-7311-641a-e47629854699}', '{NULL}', '{"ann	grand	deluxe	2027-01-10	2027-01-13	2	12000 12000 12000	72000	EUR	PROVISIONAL	kept	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (733, '{booking.booked}', '{01a2ff78-3e00-7b66-8552-4997f9db34a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{f5052f56-24e8-b959-4061-b757a01e026f}', '{NULL}', '{"bob	grand	deluxe	2027-01-12	2027-01-14	1	12000 12000	24000	EUR	PROVISIONAL	ed3b2097a2f1d925044d4e3096b1e8f2f4d38541b50f4855a104a9472861b41a	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (734, '{booking.booked}', '{01a2ff78-3e00-7460-a5a7-7f231dda34a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{635ad407-ae03-382a-877d-814abce9b4c5}', '{NULL}', '{"cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				"}');
INSERT INTO public.event_batch VALUES (735, '{booking.cancelled}', '{01a2ff78-3e00-7460-a5a7-7f231dda34a9}', '{anonymous}', '{"2027-01-10 12:00:00+00"}', '{anonymous}', '{d1ec0dcf-c4b1-0547-e6d6-2da983b53b42}', '{"cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	PROVISIONAL	gone	1799582400000000							1				"}', '{"cyd	grand	deluxe	2027-01-11	2027-01-13	1	12000 12000	24000	EUR	CANCELLED	gone	1799582400000000	1799582400000000						2				"}');
INSERT INTO public.event_clock VALUES (0);
INSERT INTO public.flyway_schema_history VALUES (1, '001', 'bookings', 'SQL', 'V001__bookings.sql', -2032071994, 'lastroom', '2026-11-24 22:24:53.805299', 446, true);
INSERT INTO public.idempotency_key VALUES ('b3b77e93-5d70-fee6-3572-82d2cc052ad4', '328b85f7-57e6-64f3-df26-a6f1b94fee79', '01a2ff78-3e00-7273-8c1e-36d025cb34a9', NULL, '2027-01-10 12:00:00+00', '0cb91d14-9e04-7311-641a-e47629854699', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('397d189e-bf8e-9206-f41f-2faf22e50a2a', '86b92715-bd65-14e5-c27d-5f15b90f56ab', '01a2ff78-3e00-7b66-8552-4997f9db34a9', NULL, '2027-01-10 12:00:00+00', 'f5052f56-24e8-b959-4061-b757a01e026f', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('c7f79ebb-e811-bff5-b6b5-0b22f9d0fa57', '3e49a313-c4d3-4d7d-952d-b772062a8ddc', '01a2ff78-3e00-7460-a5a7-7f231dda34a9', NULL, '2027-01-10 12:00:00+00', '635ad407-ae03-382a-877d-814abce9b4c5', NULL, NULL);
INSERT INTO public.idempotency_key VALUES ('fd434ec9-1a17-f78b-4659-454648d310e0', 'e11d90d1-a800-4aeb-22a5-f0d92ac2b08f', NULL, 'INSUFFICIENT_INVENTORY|deluxe|4|2|2027-01-11', '2027-01-10 12:00:00+00', 'ca0aafee-90f4-ed6f-9a07-0fe4efb1f6d9', NULL, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-14', 4, 0, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-15', 4, 0, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-10', 4, 2, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-13', 4, 1, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-11', 4, 2, 12000, 0, NULL);
INSERT INTO public.night VALUES ('deluxe', '2027-01-12', 4, 3, 12000, 0, NULL);
INSERT INTO public.property VALUES ('grand', 'Grand Hotel', 'Europe/Lisbon', 'EUR');
INSERT INTO public.room_type VALUES ('deluxe', 'grand', 'Deluxe', '', 4, 12000, NULL, NULL, '', '', NULL);
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

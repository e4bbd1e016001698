-- Locks are the database's, and each schema numbers its own events: the numbers of another schema's transactions are not
-- those that may still come here. So a lock is told apart from others by the sequence, which no two schemas share.
CREATE OR REPLACE FUNCTION event_batch_now() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared('event_number'::regclass::oid::integer, (last_value & 2147483647)::integer)
  FROM event_number;
  RETURN nextval('event_number');
END $$;

CREATE OR REPLACE FUNCTION event_horizon() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  last bigint;
  behind bigint;
BEGIN
  SELECT last_value INTO last FROM event_number;
  SELECT max((last - objid::bigint) & 2147483647) INTO behind FROM pg_locks
  WHERE locktype = 'advisory' AND classid = 'event_number'::regclass AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (last - objid::bigint) & 2147483647 < 1073741824; -- else it is of one that is taken later
  RETURN last - coalesce(behind, 0);
END $$;

-- Events are numbered when their transaction holds all its locks, so that those of one thing come in the order in which
-- they happened. A transaction's id would not do: it is given at the first lock, before the transaction waits for others.
CREATE SEQUENCE event_number;
SELECT setval('event_number', greatest(
  (SELECT max(batch) FROM event_batch),
  (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + shift FROM event_clock)));

-- The lock says, until the transaction ends, that a number after this one may still come: the number is taken later.
-- 19538 sets these locks apart from others; a lock's name has 31 bits of the number.
CREATE OR REPLACE FUNCTION event_batch_now() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(19538, (last_value & 2147483647)::integer) FROM event_number;
  RETURN nextval('event_number');
END $$;

-- No number up to this one is still to come. The last number is read first: one that is taken later is greater, and of one
-- that was taken before, either the lock is seen here, or its transaction has ended and the next statement sees its events.
CREATE FUNCTION event_horizon() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  last bigint;
  behind bigint;
BEGIN
  SELECT last_value INTO last FROM event_number;
  SELECT max((last - objid::bigint) & 2147483647) INTO behind FROM pg_locks
  WHERE locktype = 'advisory' AND classid = 19538 AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (last - objid::bigint) & 2147483647 < 1073741824; -- else it is of one that is taken later
  RETURN last - coalesce(behind, 0);
END $$;

DROP TABLE event_clock;

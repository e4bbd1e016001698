-- The arrays of a batch of events are longer than a page's share, so PostgreSQL would compress them: that takes longer
-- than writing the bookings that they tell of.
ALTER TABLE event_batch
  ALTER names SET STORAGE EXTERNAL,
  ALTER booking_ids SET STORAGE EXTERNAL,
  ALTER owners SET STORAGE EXTERNAL,
  ALTER ats SET STORAGE EXTERNAL,
  ALTER actors SET STORAGE EXTERNAL,
  ALTER request_ids SET STORAGE EXTERNAL,
  ALTER befores SET STORAGE EXTERNAL,
  ALTER afters SET STORAGE EXTERNAL;

-- An index of ranges of pages is small, but its ranges only grow: where swept pages are used again, they no longer tell old
-- keys from young ones.
DROP INDEX idempotency_key_by_age;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

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

-- Pages of keys that are not summed up yet would be read by every sweep.
ALTER INDEX idempotency_key_by_age SET (autosummarize = on);

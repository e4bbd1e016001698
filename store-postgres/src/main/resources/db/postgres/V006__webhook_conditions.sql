ALTER TABLE webhook
  ADD types           text NOT NULL DEFAULT '', -- the names of the events it is told of, parted by spaces; none for all
  ADD property_ids    text NOT NULL DEFAULT '', -- in the same way
  ADD previous_secret text, -- signs too, for a while after a rotation
  ADD previous_until  timestamptz,
  ADD key_hash        uuid CONSTRAINT webhook_key UNIQUE, -- the idempotency key of the request that added it
  ADD fingerprint     uuid,
  ADD last_at         timestamptz, -- the last attempt, and what became of it
  ADD last_outcome    text,
  ADD last_status     integer,
  ADD last_error      text,
  ADD failing_since   timestamptz,
  ADD paused_until    timestamptz,
  ADD disabled_at     timestamptz,
  ADD disabled_reason text;

-- The oldest of those that are sent again, and the dead letters in order, are found without reading the others.
CREATE INDEX webhook_failure_waiting ON webhook_failure (webhook_id, batch, place) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_failure_dead ON webhook_failure (webhook_id, batch, place) WHERE next_at IS NULL;

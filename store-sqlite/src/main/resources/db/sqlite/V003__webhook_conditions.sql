ALTER TABLE webhook ADD types TEXT NOT NULL DEFAULT ''; -- the names of the events it is told of, parted by spaces; none for all
ALTER TABLE webhook ADD property_ids TEXT NOT NULL DEFAULT ''; -- in the same way
ALTER TABLE webhook ADD previous_secret TEXT; -- signs too, for a while after a rotation
ALTER TABLE webhook ADD previous_until INTEGER;
ALTER TABLE webhook ADD key_hash TEXT; -- the idempotency key of the request that added it
ALTER TABLE webhook ADD fingerprint TEXT;
ALTER TABLE webhook ADD last_at INTEGER; -- the last attempt, and what became of it
ALTER TABLE webhook ADD last_outcome TEXT;
ALTER TABLE webhook ADD last_status INTEGER;
ALTER TABLE webhook ADD last_error TEXT;
ALTER TABLE webhook ADD failing_since INTEGER;
ALTER TABLE webhook ADD paused_until INTEGER;
ALTER TABLE webhook ADD disabled_at INTEGER;
ALTER TABLE webhook ADD disabled_reason TEXT;

CREATE UNIQUE INDEX webhook_key ON webhook (key_hash) WHERE key_hash IS NOT NULL;

-- The oldest of those that are sent again, and the dead letters in order, are found without reading the others.
CREATE INDEX webhook_failure_waiting ON webhook_failure (webhook_id, batch, place) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_failure_dead ON webhook_failure (webhook_id, batch, place) WHERE next_at IS NULL;

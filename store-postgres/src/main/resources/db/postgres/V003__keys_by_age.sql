-- An index of ranges of pages is small, but its ranges only grow: where swept pages are used again, they no longer tell old
-- keys from young ones.
DROP INDEX idempotency_key_by_age;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

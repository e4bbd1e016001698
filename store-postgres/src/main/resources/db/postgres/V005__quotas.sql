-- Live holds are counted for each user of an owner: what others call by the same id is somebody else.
DROP INDEX booking_hold_by_user;
CREATE INDEX booking_hold_by_user ON booking (owner, user_id, expires_at)
  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;

-- The night that keeps one who waits from having the stay, and how many rooms must be free on it before it is worth asking
-- again: whoever makes a night freer finds those it may help, and passes over all others. Null: to be asked each time.
ALTER TABLE waitlist ADD COLUMN watched date;
ALTER TABLE waitlist ADD COLUMN watched_rooms integer;
CREATE INDEX waitlist_watching ON waitlist (room_type_id, watched, watched_rooms) WHERE status = 'WAITING';

-- Live holds are counted for each user of an owner: what others call by the same id is somebody else.
DROP INDEX booking_hold_by_user;
CREATE INDEX booking_hold_by_user ON booking (owner, user_id, expires_at)
  WHERE status = 'PROVISIONAL' AND expires_at IS NOT NULL;

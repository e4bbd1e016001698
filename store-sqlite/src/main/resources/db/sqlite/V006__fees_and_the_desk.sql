ALTER TABLE booking ADD COLUMN least_fee_minor INTEGER; -- what a guest who does not come owes at least, since it was due before a change
ALTER TABLE booking ADD COLUMN repriced_at INTEGER; -- when a late reinstatement gave it the price and terms of that day
ALTER TABLE booking ADD COLUMN ended_at INTEGER; -- when it first was cancelled or expired since it was made, confirmed or repriced
ALTER TABLE booking ADD COLUMN checked_in_version INTEGER; -- the version that the check-in made, while the guest is there

-- Until then "today" is still yesterday at the desk.
ALTER TABLE property ADD COLUMN business_day_ends TEXT NOT NULL DEFAULT '06:00';

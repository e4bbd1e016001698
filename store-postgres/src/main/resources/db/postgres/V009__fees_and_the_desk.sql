ALTER TABLE booking
  ADD least_fee_minor bigint, -- what a guest who does not come owes at least, since it was due before a change
  ADD repriced_at     timestamptz, -- when a late reinstatement gave it the price and terms of that day
  ADD ended_at        timestamptz, -- when it first was cancelled or expired since it was made, confirmed or repriced
  ADD checked_in_version integer; -- the version that the check-in made, while the guest is there

-- Until then "today" is still yesterday at the desk.
ALTER TABLE property ADD business_day_ends text NOT NULL DEFAULT '06:00';

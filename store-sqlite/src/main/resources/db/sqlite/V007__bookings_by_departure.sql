-- Lists of stays by their dates. With the owner, rows of others are passed over in the index.
CREATE INDEX booking_by_departure ON booking (end_date, start_date, id, owner);

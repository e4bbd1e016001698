-- Every list is read in the order of its ids, which every index of a table without rowid has after its own columns.
CREATE INDEX booking_by_owner ON booking (owner);
CREATE INDEX waitlist_by_owner ON waitlist (owner);
CREATE INDEX allotment_by_property ON allotment (property_id);
CREATE INDEX webhook_by_age ON webhook (created_at);

-- Every list is read in the order of its ids: so an index by which it is read has them in that order.
DROP INDEX booking_by_user;
CREATE INDEX booking_by_user ON booking (user_id, id);
CREATE INDEX booking_by_owner ON booking (owner, id);

DROP INDEX booking_by_group;
CREATE INDEX booking_by_group ON booking (group_id, id) WHERE group_id IS NOT NULL;

DROP INDEX waitlist_by_user;
CREATE INDEX waitlist_by_user ON waitlist (user_id, id);
CREATE INDEX waitlist_by_owner ON waitlist (owner, id);

DROP INDEX allotment_by_room_type;
CREATE INDEX allotment_by_room_type ON allotment (room_type_id, id);
CREATE INDEX allotment_by_property ON allotment (property_id, id);

CREATE INDEX webhook_by_age ON webhook (created_at, id);

package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;

/** Somebody who joins a line: how many places and which rooms they have already is a part of the decision. Immutable. */
public record Joiner(Holder holder, RoomTypeId roomTypeId, Stay stay) {}

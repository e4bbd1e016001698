package dev.lastroom.engine.batch;

import dev.lastroom.engine.booking.Holder;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;

/** A user who joins a line. The decision depends on the entries and rooms that the user has already. Immutable. */
public record Joiner(Holder holder, RoomTypeId roomTypeId, Stay stay) {}

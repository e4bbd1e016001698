package dev.lastroom.engine.command;

import dev.lastroom.engine.inventory.RoomTypeId;

/**
 * Something the engine is asked to do. Every command checks its own values; all are immutable and thread-safe.
 *
 * @param <R> the type of the value it gives when done
 */
public sealed interface Command<R>
        permits Command.CatchUp, SetupCommand, BookingCommand, GroupCommand, WaitlistCommand, AllotmentCommand {

    /** The type of the value it gives when done. */
    Class<R> answer();

    /** How many nights it touches, as far as the command itself tells. */
    default int nights() {
        return 0;
    }

    /**
     * Brings a room type up to date: lapsed holds expire, allotments are released, ended waits end, and the line is
     * served. Every other command on the room type does so too. Gives the room type.
     */
    record CatchUp(RoomTypeId roomTypeId) implements Command<RoomTypeId> {

        @Override
        public Class<RoomTypeId> answer() {
            return RoomTypeId.class;
        }
    }
}

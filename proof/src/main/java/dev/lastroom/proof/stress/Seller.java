package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Instant;
import java.util.List;

/** Anything that sells rooms, as the scenarios see it: each scenario is written once for all of them. Thread-safe. */
public interface Seller extends AutoCloseable {

    /**
     * Opens {@code rooms} rooms of a new type, in a new property of the same id, on every night of {@code nights}.
     *
     * @throws SellerException if that failed
     */
    void open(RoomTypeId roomType, Stay nights, int rooms);

    /** Books, and waits for the answer. */
    SellerAnswer book(Book request);

    /** Books all items or none, and waits for the answer; it names the booking of the first item. */
    SellerAnswer bookGroup(BookGroup request);

    /** Joins the waitlist, and waits for the answer; it names the booking that an offer would be. */
    SellerAnswer join(Book request);

    /**
     * Whether a waitlist entry has an offer.
     *
     * @throws SellerException if the entry could not be read
     */
    boolean isOffered(EntryId entry);

    /**
     * Sets rooms aside on every night of {@code nights}, and releases what is left of them at {@code at}, a whole
     * second.
     *
     * @throws SellerException if that failed
     */
    AllotmentId setAside(RoomTypeId roomType, Stay nights, int rooms, Instant at);

    /** Confirms a hold, and waits for the answer. */
    SellerAnswer confirm(BookingId bookingId, UserId userId);

    /** Moves a booking to another stay, and waits for the answer. */
    SellerAnswer change(BookingId bookingId, UserId userId, Stay stay);

    /** Cancels, and waits for the answer. */
    SellerAnswer cancel(BookingId bookingId, UserId userId);

    /**
     * The recorded state of {@code nights}, in order.
     *
     * @throws SellerException if it could not be read
     */
    List<Night> nights(RoomTypeId roomType, Stay nights);

    /**
     * Recounts every night from the bookings.
     *
     * @throws SellerException if that failed
     */
    IntegrityReport recount();

    @Override
    void close();
}

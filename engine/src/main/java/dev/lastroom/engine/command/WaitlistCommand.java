package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.IdempotencyKey;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Sha256;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.BookingCommand.Book;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A command on a waitlist. */
public sealed interface WaitlistCommand extends Command<WaitlistEntry> {

    @Override
    default Class<WaitlistEntry> answer() {
        return WaitlistEntry.class;
    }

    /** The caller's idempotency key, if one was given. */
    @Nullable
    IdempotencyKey givenKey();

    /** The fingerprint that a key of this request is bound to. */
    Fingerprint fingerprint();

    /**
     * Waits for a stay that cannot be booked now. Once it can, its rooms are held for the user for a set time.
     *
     * @param wanted the rooms and the nights, on general sale: rooms of an allotment have no waitlist
     * @param until when the wait ends, cut to microseconds; null for the end of the day of arrival, which ends every
     *     wait
     * @param givenKey the caller's idempotency key; without one the {@linkplain #key() derived} one counts
     */
    record Join(
            UserId userId,
            RoomStay wanted,
            @Nullable Instant until,
            @Nullable IdempotencyKey givenKey) implements WaitlistCommand {

        /** @throws IllegalArgumentException if it is for rooms of an allotment */
        public Join {
            if (wanted.allotmentId() != null) {
                throw new IllegalArgumentException("a waitlist entry must not be for rooms of an allotment");
            }
            until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        }

        /** Waits, without a key, for what {@code book} could not get; always on general sale. */
        public static Join insteadOf(Book book) {
            return new Join(book.userId(), book.wanted().onGeneralSale(), null, null);
        }

        /** The same command with a given key. */
        public Join withKey(String key) {
            return new Join(userId, wanted, until, new IdempotencyKey(key));
        }

        /** The same command, ending no later than {@code end}. */
        public Join until(Instant end) {
            return new Join(userId, wanted, end, givenKey);
        }

        /** The given key, or the derived one, a hash of all that the command says. */
        public IdempotencyKey key() {
            return givenKey != null ? givenKey : new IdempotencyKey(Sha256.hex("waitlist|" + canonical()));
        }

        @Override
        public int nights() {
            return wanted.nights();
        }

        @Override
        public Fingerprint fingerprint() {
            return Fingerprint.of("POST /v1/waitlist", canonical());
        }

        private String canonical() {
            return userId + "|" + wanted.canonicalRooms() + "|" + wanted.guests() + "|" + until;
        }
    }

    /**
     * Answers an offer, or leaves. If that is done already, nothing changes. Accepting confirms the offered booking,
     * and declining cancels it. Leaving while an offer stands declines it.
     *
     * @param target the entry
     * @param step {@link WaitlistStep#ACCEPT}, {@link WaitlistStep#DECLINE} or {@link WaitlistStep#LEAVE}
     */
    record AdvanceEntry(EntryTarget target, WaitlistStep step) implements WaitlistCommand {

        /** @throws IllegalArgumentException if callers cannot take the step */
        public AdvanceEntry {
            switch (step) {
                case ACCEPT, DECLINE, LEAVE -> {}
                case OFFER, EXPIRE -> throw new IllegalArgumentException("callers cannot ask for " + step);
            }
        }

        @Override
        public @Nullable IdempotencyKey givenKey() {
            return target.givenKey();
        }

        @Override
        public Fingerprint fingerprint() {
            return Fingerprint.of("waitlist " + step, target.canonical());
        }
    }
}

package dev.lastroom.engine.booking;

/** The status of a waitlist entry. {@link WaitlistStep} lists the steps between them. */
public enum WaitlistStatus {
    /** Some night of its stay has too few rooms. */
    WAITING,
    /** Its rooms are held for its user. */
    OFFERED,
    /** The user has accepted them. */
    ACCEPTED,
    /** The user did not want them; they went to the next entry. */
    DECLINED,
    /** The time of the wait or of the offer was over. */
    EXPIRED,
    /** The user has stopped waiting. */
    LEFT;

    /** Whether no step leads on from it. */
    public boolean isLast() {
        return switch (this) {
            case WAITING, OFFERED -> false;
            case ACCEPTED, DECLINED, EXPIRED, LEFT -> true;
        };
    }
}

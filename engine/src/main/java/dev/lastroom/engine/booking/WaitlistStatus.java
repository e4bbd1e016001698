package dev.lastroom.engine.booking;

/** Where an entry of a waitlist is. How it gets from one to the next stands in {@link WaitlistStep}. */
public enum WaitlistStatus {
    /** Some night of its stay has too few rooms. */
    WAITING,
    /** Its rooms are held for its user. */
    OFFERED,
    /** The user has taken them. */
    ACCEPTED,
    /** The user did not want them; they went to the next. */
    DECLINED,
    /** Its time was over, that of the wait or that of the offer. */
    EXPIRED,
    /** The user waits no more. */
    LEFT;

    /** Whether it is none that leads on. */
    public boolean isLast() {
        return switch (this) {
            case WAITING, OFFERED -> false;
            case ACCEPTED, DECLINED, EXPIRED, LEFT -> true;
        };
    }
}

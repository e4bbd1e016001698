package dev.lastroom.engine.booking;

/** The steps of an entry of a waitlist: the one table of what leads from where to where. */
public enum WaitlistStep {
    OFFER,
    ACCEPT,
    DECLINE,
    EXPIRE,
    LEAVE;

    /** Whether it leads on from {@code status}. */
    public boolean leadsFrom(WaitlistStatus status) {
        return switch (this) {
            case OFFER, LEAVE -> status == WaitlistStatus.WAITING;
            case ACCEPT, DECLINE -> status == WaitlistStatus.OFFERED;
            case EXPIRE -> status == WaitlistStatus.WAITING || status == WaitlistStatus.OFFERED;
        };
    }

    /** Where it leads. */
    public WaitlistStatus to() {
        return switch (this) {
            case OFFER -> WaitlistStatus.OFFERED;
            case ACCEPT -> WaitlistStatus.ACCEPTED;
            case DECLINE -> WaitlistStatus.DECLINED;
            case EXPIRE -> WaitlistStatus.EXPIRED;
            case LEAVE -> WaitlistStatus.LEFT;
        };
    }
}

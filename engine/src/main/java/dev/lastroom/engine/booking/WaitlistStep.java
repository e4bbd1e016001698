package dev.lastroom.engine.booking;

/** The steps of a waitlist entry: the only table of which status leads to which. */
public enum WaitlistStep {
    OFFER,
    ACCEPT,
    DECLINE,
    EXPIRE,
    LEAVE;

    /** Whether the step is allowed from {@code status}. */
    public boolean leadsFrom(WaitlistStatus status) {
        return switch (this) {
            case OFFER, LEAVE -> status == WaitlistStatus.WAITING;
            case ACCEPT, DECLINE -> status == WaitlistStatus.OFFERED;
            case EXPIRE -> status == WaitlistStatus.WAITING || status == WaitlistStatus.OFFERED;
        };
    }

    /** The status that the step leads to. */
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

package dev.lastroom.engine.booking;

/** The steps in a booking's life: the only table of which status leads to which. */
public enum Transition {
    CONFIRM,
    CHECK_IN,
    UNDO_CHECK_IN,
    CHECK_OUT,
    COMPLETE,
    CANCEL,
    EXPIRE,
    REINSTATE,
    NO_SHOW_UP;

    /** Whether the step is allowed from {@code status}. */
    public boolean leadsFrom(BookingStatus status) {
        return switch (this) {
            case CONFIRM, EXPIRE -> status == BookingStatus.PROVISIONAL;
            case CHECK_IN, NO_SHOW_UP -> status == BookingStatus.CONFIRMED;
            case UNDO_CHECK_IN, CHECK_OUT -> status == BookingStatus.CHECKED_IN;
            case COMPLETE -> status == BookingStatus.CHECKED_OUT;
            case CANCEL -> status == BookingStatus.PROVISIONAL || status == BookingStatus.CONFIRMED;
            case REINSTATE -> status == BookingStatus.EXPIRED || status == BookingStatus.CANCELLED;
        };
    }

    /** The status that the step leads to. */
    public BookingStatus to() {
        return switch (this) {
            case CONFIRM, UNDO_CHECK_IN -> BookingStatus.CONFIRMED;
            case CHECK_IN -> BookingStatus.CHECKED_IN;
            case CHECK_OUT -> BookingStatus.CHECKED_OUT;
            case COMPLETE -> BookingStatus.COMPLETED;
            case CANCEL -> BookingStatus.CANCELLED;
            case EXPIRE -> BookingStatus.EXPIRED;
            case REINSTATE -> BookingStatus.PROVISIONAL;
            case NO_SHOW_UP -> BookingStatus.NO_SHOW;
        };
    }
}

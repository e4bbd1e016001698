package dev.lastroom.proof.run;

import java.util.Locale;
import java.util.SplittableRandom;

/** The commands that clients send in a run, which decides the judge. */
public enum Commands {
    /** Booking and cancelling, judged by the history checker. */
    BOOKINGS,
    /** All commands, judged by a replay on the model and by a follower of events. */
    ALL;

    private static final int SCHEDULE_NIGHTS_MIN = 4;
    private static final int RACE_NIGHTS_MIN = 2;

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Play play(long seed, SplittableRandom random, Mode mode) {
        boolean isRace = mode == Mode.THREADS;
        return switch (this) {
            case BOOKINGS ->
                new Bookings(seed, SmallHotel.random(random, isRace ? RACE_NIGHTS_MIN : SCHEDULE_NIGHTS_MIN));
            case ALL -> new Everything(seed, isRace);
        };
    }
}

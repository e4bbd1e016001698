package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.ClockContract;
import dev.lastroom.store.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class PostgresClockTest extends ClockContract {

    @Override
    protected TestDatabase database() {
        return new PostgresDatabase();
    }

    @Test
    void aWrongClockIsSeenFromTheStart() {
        aServerThatStartsWithAWrongClockDestroysNothing();
    }

    @Test
    void aSmallDifferenceIsCorrected() {
        aDifferenceWithinTheLimitIsCorrected();
    }
}

package dev.lastroom.engine.clock;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastroom.engine.store.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineClockTest {

    private final Machine machine = new Machine();
    private final MachineClock clock =
            new MachineClock(machine.wallClock, machine.nanoTime, () -> machine.slept, ClockLimits.DEFAULT);

    private void assertRefused(String difference) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(clock::now)
                .withMessageContaining(
                        "The clock of this server is " + difference + " where it was when the server started");
    }

    @Test
    void givesTheMachinesTimeEvenWhenItIsSetALittle() {
        machine.pass(ofDays(100));
        machine.machineAhead = ofSeconds(-20);
        assertThat(clock.now()).isEqualTo(machine.wallClock.instant());
        assertThat(clock.skew()).isEqualTo(ofSeconds(-20));
    }

    @Test
    void givesNoTimeOnceItHasJumpedUntilItIsBack() {
        machine.pass(ofHours(1));
        machine.machineAhead = ofDays(40);
        assertRefused("3,456,000.0 s ahead of");
        machine.machineAhead = ofSeconds(-31);
        assertRefused("31.0 s behind");
        machine.machineAhead = Duration.ZERO;
        assertThat(clock.now()).isEqualTo(machine.truth());
    }

    @Test
    void manySmallJumpsAddUpToALargeOne() {
        for (int i = 1; i <= 3; i++) {
            machine.machineAhead = ofSeconds(10L * i);
            clock.look();
            assertThat(clock.now()).isEqualTo(machine.wallClock.instant());
        }
        machine.machineAhead = ofSeconds(31);
        assertRefused("31.0 s ahead of");
    }

    @Test
    void aMachineMaySleep() {
        machine.sleep(ofHours(8));
        assertThat(clock.now()).isEqualTo(machine.truth());
        machine.machineAhead = ofSeconds(31);
        assertRefused("31.0 s ahead of");
    }

    /** The kernel's time agrees with this process's own count, since nothing sleeps while tests run. */
    @Test
    void thisMachineIsAwake() {
        Sleep sleep = Sleep.ofThisMachine();
        assertThat(sleep.sinceStart().abs()).isLessThan(ofMillis(500));
    }
}

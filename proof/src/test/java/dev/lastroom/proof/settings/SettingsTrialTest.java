package dev.lastroom.proof.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.proof.prove.TrialTally;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SettingsTrialTest {

    private static final long SEED = 23;

    @Test
    void anAdministratorsSettingsBreakNoPromise() throws Exception {
        TrialTally tally = SettingsTrial.postgres()
                .with(EnumSet.of(Administrator.REPEATABLE_READ, Administrator.SHORT_TIMEOUTS))
                .run(SEED, true, _ -> {});
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.proves()).isTrue();
    }

    /** The control: runs with sessions that keep the administrator's settings go on until a user has two holds. */
    @Test
    void negativeControlSessionsThatSetNothingBreakTheHoldLimit() throws Exception {
        Administrator administrator = Administrator.REPEATABLE_READ;
        try (AdministeredPostgres server = new AdministeredPostgres(false)) {
            server.create(administrator);
            server.run(administrator.database(), """
                    ALTER FUNCTION pg_catalog.set_config(text, text, boolean) RENAME TO set_config_before;
                    CREATE FUNCTION pg_catalog.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS 'SELECT $2'
                    """);
            try (BookingEngine one = server.engine(administrator.database(), false);
                    BookingEngine other = server.engine(administrator.database(), true)) {
                HoldLimit holds = new HoldLimit();
                holds.open(one);
                while (holds.broken(one) == 0) {
                    holds.play(List.of(one, other), 10);
                }
                assertThat(holds.broken(one)).isPositive();
            }
        }
    }
}

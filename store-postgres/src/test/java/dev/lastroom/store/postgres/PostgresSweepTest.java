package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresSweepTest {

    /** Otherwise every thousand keys would cost a scan of the whole table. */
    @Test
    @Timeout(60)
    void anIndexByAgeFindsOldKeys() throws SQLException {
        try (PostgresDatabase database = new PostgresDatabase(false);
                Store store = database.open()) {
            assertThat(store.sweepKeys(GrandHotel.NOON, 1_000)).isZero();
            database.awaitUseOf("idempotency_key_by_age");
        }
    }
}

package dev.lastroom.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.lane.Coordination;
import dev.lastroom.store.testkit.coordination.CoordinationContract;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresCoordinationTest extends CoordinationContract {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final PostgresDatabase database = new PostgresDatabase();
    private final List<PostgresStore> stores = new ArrayList<>();

    @Override
    protected Coordination open() {
        PostgresStore store = PostgresStore.open(PostgresSettings.of(database.url()));
        stores.add(store);
        return store.coordination();
    }

    @AfterEach
    void close() {
        stores.forEach(PostgresStore::close);
        database.close();
    }

    @Override
    protected int waiting(int roomType) throws Exception {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
                        WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted""")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aLeaseEndsWithTheConnectionOfItsHolder() {
        Coordination dies = open();
        Coordination next = open();
        assertThat(dies.await(1)).isNotNull();
        database.allowConnections(false);
        database.allowConnections(true);
        take(next, 1, SOON).close();
    }
}

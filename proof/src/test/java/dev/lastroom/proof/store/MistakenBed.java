package dev.lastroom.proof.store;

import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** SQLite files whose program makes a {@link Mistake}. Its stores are for one thread at a time. */
public final class MistakenBed implements TestBed {

    private static final String OVERLOOK = """
            UPDATE waitlist SET status = 'LEFT', owner = 'overlooked ' || owner WHERE id = (
              SELECT id FROM waitlist WHERE status = 'WAITING' ORDER BY joined_at, id LIMIT 1)
            """;
    private static final String SEE_AGAIN = """
            UPDATE waitlist SET status = 'WAITING', owner = substr(owner, 12) WHERE owner LIKE 'overlooked %'
            """;

    private final SqliteBed files = new SqliteBed();
    private final Mistake mistake;

    public MistakenBed(Mistake mistake) throws IOException {
        this.mistake = mistake;
    }

    @Override
    public String name() {
        return files.name();
    }

    @Override
    public void wipe() {
        files.wipe();
        if (!mistake.sql().isEmpty()) {
            execute(mistake.sql());
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(files.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Store open() {
        Store store = files.open();
        return mistake != Mistake.SERVED_OUT_OF_TURN
                ? store
                : new StoreInFront(store) {
                    @Override
                    public Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
                        execute(OVERLOOK);
                        try {
                            return super.apply(batch, decision, lockWait);
                        } finally {
                            execute(SEE_AGAIN);
                        }
                    }
                };
    }

    @Override
    public boolean planted() {
        return files.planted();
    }

    @Override
    public void close() {
        files.close();
    }
}

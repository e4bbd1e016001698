package dev.lastroom.store.testkit.database;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.rules.Rules;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two servers on one fresh database, with a clock that the test moves. */
public abstract class TwoServers {

    /** The database of both servers. */
    protected TestDatabase database;

    protected final AtomicReference<Instant> clock = new AtomicReference<>(GrandHotel.NOON);
    public BookingEngine server;
    protected BookingEngine other;

    @BeforeEach
    void open(TestDatabase fresh) {
        database = fresh;
        start();
    }

    @AfterEach
    void close() {
        stop();
    }

    /** Reopens the servers, with the test's changes to the database. */
    protected final void reopen() {
        stop();
        start();
    }

    private void start() {
        server = GrandHotel.engine(database.open(), clock::get);
        other = GrandHotel.engine(database.open(), clock::get);
    }

    private void stop() {
        server.close();
        other.close();
    }

    public final BookingEngine server(int i) {
        return i % 2 == 0 ? server : other;
    }

    /** Applies commands as one batch, without an engine. */
    protected final List<Outcome<?>> inOneBatch(List<? extends Command<?>> commands) {
        try (Store store = database.open()) {
            return store.apply(
                            commands.stream()
                                    .<Request<?>>map(command -> server.request(command, Caller.embedded("batch")))
                                    .toList(),
                            new Decision(Rules.DEFAULT),
                            LockWait.FULL)
                    .outcomes();
        }
    }

    protected final void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }
}

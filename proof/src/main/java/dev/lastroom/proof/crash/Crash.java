package dev.lastroom.proof.crash;

import java.io.IOException;
import java.sql.SQLException;

/** A way to end a process in the middle of its work. */
sealed interface Crash {

    /**
     * Prepares the crash.
     *
     * @param moment on which pass of the point, counted from now, the crash comes; or after how many answers
     * @return an action to run, on any thread, after that many answers; it does nothing for a crash that comes by
     *     itself
     */
    Runnable prepare(ServerProcess server, int moment) throws IOException, SQLException;

    /** Whether the crash has come as intended; waits for a process that is about to end. */
    boolean hasCome(ServerProcess server) throws InterruptedException;

    /** Kills the server after some answer, whatever it is doing. */
    record Kill() implements Crash {
        @Override
        public Runnable prepare(ServerProcess server, int moment) {
            return server::kill;
        }

        @Override
        public boolean hasCome(ServerProcess server) throws InterruptedException {
            return server.isCrashed();
        }
    }

    /** Halts the server at a point of its code. */
    record Halt(CrashPoint point) implements Crash {
        @Override
        public Runnable prepare(ServerProcess server, int moment) throws IOException {
            server.light(point, moment);
            return () -> {};
        }

        @Override
        public boolean hasCome(ServerProcess server) throws InterruptedException {
            return server.isCrashed();
        }
    }

    /** Stops PostgreSQL at once after some answer, whatever it is doing. The server keeps running. */
    record StopDatabase(DurablePostgres database) implements Crash {
        @Override
        public Runnable prepare(ServerProcess server, int moment) {
            return database::stopNow;
        }

        @Override
        public boolean hasCome(ServerProcess server) throws InterruptedException {
            return database.isStopped() && server.isAlive();
        }
    }

    /** PostgreSQL stops itself at once when a batch is fully written but not committed. The server keeps running. */
    record StopDatabaseAfterWrite(DurablePostgres database) implements Crash {
        @Override
        public Runnable prepare(ServerProcess server, int moment) throws SQLException {
            database.stopAfterWrite(moment);
            return () -> {};
        }

        @Override
        public boolean hasCome(ServerProcess server) throws InterruptedException {
            return database.isStopped() && server.isAlive();
        }
    }
}

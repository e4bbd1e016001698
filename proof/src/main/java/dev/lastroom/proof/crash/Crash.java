package dev.lastroom.proof.crash;

import java.io.IOException;
import java.sql.SQLException;

/** A way to end a process in the middle of its work. */
sealed interface Crash {

    /**
     * Sees to it that the crash comes.
     *
     * @param moment how often the point is passed, from now on, until it comes; or after how many answers
     * @return what to do, on any thread, after so many answers; nothing for a crash that comes by itself
     */
    Runnable prepare(ServerProcess server, int moment) throws IOException, SQLException;

    /** Whether it has come, as it was meant to; waits for a process that is about to be gone. */
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

    /** Stops PostgreSQL at once after some answer, whatever it is doing. The server stays. */
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

    /** PostgreSQL stops itself at once when all of a batch is written and not committed. The server stays. */
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

package dev.lastroom.server.cli;

/** A command cannot go on: the message says why, in one sentence. */
public final class CommandFailedException extends RuntimeException {

    private final int status;

    private CommandFailedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Something that is needed is not there, or broke. */
    public static CommandFailedException broken(String message) {
        return new CommandFailedException(Errors.FAILED, message);
    }

    /** The command was called wrongly. */
    public static CommandFailedException wrongCall(String message) {
        return new CommandFailedException(Errors.WRONG_CALL, message);
    }

    int status() {
        return status;
    }
}

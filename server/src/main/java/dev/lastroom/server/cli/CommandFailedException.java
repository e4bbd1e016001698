package dev.lastroom.server.cli;

/** Ends a command that cannot go on. The message says why, in one sentence. */
public final class CommandFailedException extends RuntimeException {

    private final int status;

    private CommandFailedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Says that something the command needs is missing or broken. */
    public static CommandFailedException broken(String message) {
        return new CommandFailedException(Errors.FAILED, message);
    }

    /** Says that the command was called wrongly. */
    public static CommandFailedException wrongCall(String message) {
        return new CommandFailedException(Errors.WRONG_CALL, message);
    }

    int status() {
        return status;
    }
}

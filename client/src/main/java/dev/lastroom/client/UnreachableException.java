package dev.lastroom.client;

/** No connection to the server could be made, so nothing was sent and nothing changed. */
public final class UnreachableException extends LastroomException {

    private static final long serialVersionUID = 1;

    UnreachableException(Call<?> call, Throwable cause) {
        super(call + ": the server cannot be reached: " + cause, cause);
    }
}

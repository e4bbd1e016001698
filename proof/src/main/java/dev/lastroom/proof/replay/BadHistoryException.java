package dev.lastroom.proof.replay;

/** The file is not a booking history. The message says where, in one sentence. */
public final class BadHistoryException extends Exception {

    BadHistoryException(String message) {
        super(message);
    }

    static BadHistoryException at(long line, String column, String problem) {
        return new BadHistoryException("line " + line + ", column " + column + ": " + problem);
    }
}

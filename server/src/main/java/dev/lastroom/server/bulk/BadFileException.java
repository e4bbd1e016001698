package dev.lastroom.server.bulk;

/** Rejects a file that cannot be imported. The message says why and where, in one sentence. */
public final class BadFileException extends Exception {

    BadFileException(String message) {
        super(message);
    }

    static BadFileException at(long line, String column, String problem) {
        return new BadFileException("line " + line + ", column " + column + ": " + problem);
    }
}

package dev.lastroom.store.files;

import java.io.IOException;

/** Others than the owner of a file may use it: the message says how, in half a sentence, and what to do. */
public final class LooseFileException extends IOException {

    LooseFileException(String message) {
        super(message);
    }
}

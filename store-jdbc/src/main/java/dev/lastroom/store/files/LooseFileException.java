package dev.lastroom.store.files;

import java.io.IOException;

/** Users other than a file's owner may use it. The message says how, in half a sentence, and what to do. */
public final class LooseFileException extends IOException {

    LooseFileException(String message) {
        super(message);
    }
}

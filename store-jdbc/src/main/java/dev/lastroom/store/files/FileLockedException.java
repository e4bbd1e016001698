package dev.lastroom.store.files;

import java.io.IOException;

/** A lock was not to be had in time: the message names its file, and who holds it if that can be known. */
public final class FileLockedException extends IOException {

    FileLockedException(String message) {
        super(message);
    }
}

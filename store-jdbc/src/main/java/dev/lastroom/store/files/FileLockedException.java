package dev.lastroom.store.files;

import java.io.IOException;

/** A lock was not free in time. The message names its file and, if known, its holder. */
public final class FileLockedException extends IOException {

    FileLockedException(String message) {
        super(message);
    }
}

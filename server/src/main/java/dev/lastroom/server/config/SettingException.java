package dev.lastroom.server.config;

/** Reports a wrong setting. The message names it and where it was set, in one sentence without secrets. */
public final class SettingException extends RuntimeException {

    public SettingException(String message) {
        super(message);
    }
}

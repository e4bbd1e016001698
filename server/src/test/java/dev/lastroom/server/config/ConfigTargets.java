package dev.lastroom.server.config;

import dev.lastroom.server.fuzz.FuzzTarget;
import java.util.List;
import java.util.Map;

/** The texts of settings. */
public final class ConfigTargets {

    /** Returns all of these targets. */
    public static final List<FuzzTarget> ALL = List.of(new FuzzTarget(
            "setting",
            List.of(
                    "LASTROOM_DB_LOCK_WAIT=5s",
                    "LASTROOM_HTTP_PORT=8080",
                    "LASTROOM_DB_URL=jdbc:sqlite:data/lastroom.db",
                    "LASTROOM_DB_URL=jdbc:postgresql://h:5432/n?user=u&password=%2F",
                    "LASTROOM_HTTP_TLS_PASSWORD=hunter2"),
            ConfigTargets::setting));

    private ConfigTargets() {}

    private static void setting(String input) {
        int equals = input.indexOf('=');
        if (equals < 0) {
            return;
        }
        try {
            Settings _ = Settings.load(Map.of(), null, Map.of(input.substring(0, equals), input.substring(equals + 1)));
        } catch (SettingException e) {
            // The error names the wrong setting.
        }
    }
}

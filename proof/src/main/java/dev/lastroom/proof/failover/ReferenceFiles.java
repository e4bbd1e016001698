package dev.lastroom.proof.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of {@code deploy/patroni}, as an operator gets them. The build puts them on the class path. */
final class ReferenceFiles {

    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^([A-Z0-9_]+)=(.*)$");
    private static final Pattern RESTART = Pattern.compile("(?m)^RestartSec=(\\d+)$");

    private ReferenceFiles() {}

    /** The text of a file. */
    static String text(String name) throws IOException {
        try (InputStream in = ReferenceFiles.class.getResourceAsStream("/deploy/patroni/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }

    /** The variables that files set, as systemd reads them. */
    static Map<String, String> environment(String... names) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : names) {
            ASSIGNMENT.matcher(text(name)).results().forEach(line -> all.put(line.group(1), line.group(2)));
        }
        return all;
    }

    /** How long after its end systemd restarts a service. */
    static Duration restartAfter(String unit) throws IOException {
        Matcher restart = RESTART.matcher(text("systemd/" + unit));
        if (!restart.find()) {
            throw new IOException(unit + " has no RestartSec");
        }
        return Duration.ofSeconds(Long.parseLong(restart.group(1)));
    }
}

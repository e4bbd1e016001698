package dev.lastroom.server.bulk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The form of a file, in UTF-8. */
public enum Format {
    /** Comma-separated values with a header (RFC 4180). */
    CSV,
    /** A JSON object in each line. */
    NDJSON;

    /** The format that the name of a file says. */
    public static Optional<Format> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? Optional.of(NDJSON) : Optional.empty();
    }
}

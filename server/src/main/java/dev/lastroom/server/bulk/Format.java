package dev.lastroom.server.bulk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The form of a file, in UTF-8. */
public enum Format {
    /** Comma-separated values with a header (RFC 4180), in which no text is a formula to a spreadsheet. */
    CSV,
    /** The same with each text as it is, for programs. */
    RAW_CSV,
    /** A JSON object in each line. */
    NDJSON;

    /** This format with each text as it is. */
    public Format raw() {
        return switch (this) {
            case CSV, RAW_CSV -> RAW_CSV;
            case NDJSON -> NDJSON;
        };
    }

    /** Whether all values are texts, numbers too. */
    boolean isText() {
        return this != NDJSON;
    }

    /** The format that the name of a file says. */
    public static Optional<Format> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? Optional.of(NDJSON) : Optional.empty();
    }
}

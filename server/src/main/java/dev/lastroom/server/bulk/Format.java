package dev.lastroom.server.bulk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The format of a file, in UTF-8. */
public enum Format {
    /** Comma-separated values with a header (RFC 4180). Spreadsheets take no text for a formula. */
    CSV,
    /** CSV with each text unchanged, for programs. */
    RAW_CSV,
    /** One JSON object per line. */
    NDJSON;

    /** Returns this format with each text unchanged. */
    public Format raw() {
        return switch (this) {
            case CSV, RAW_CSV -> RAW_CSV;
            case NDJSON -> NDJSON;
        };
    }

    /** Returns whether all values are texts, including numbers. */
    boolean isText() {
        return this != NDJSON;
    }

    /** Returns the format that a file's name says. */
    public static Optional<Format> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? Optional.of(NDJSON) : Optional.empty();
    }
}

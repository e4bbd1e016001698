package dev.lastroom.server.replay;

import dev.lastroom.server.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The file of a booking history. */
public final class HistoryTargets {

    /** All of them. */
    public static final List<FuzzTarget> ALL =
            List.of(new FuzzTarget("history", List.of(seed()), HistoryTargets::history));

    private HistoryTargets() {}

    private static String seed() {
        Path file = file();
        try {
            HistoryFile.ofEveryRule().writeTo(file);
            try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        try {
            return Files.createTempFile("lastroom-fuzz-", ".csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void history(String input) throws IOException {
        Path file = file();
        try {
            Files.write(file, input.getBytes(StandardCharsets.UTF_8));
            History _ = HistoryReader.read(file);
        } catch (BadHistoryException e) {
            // It says which line and column are wrong.
        } finally {
            Files.delete(file);
        }
    }
}

package dev.lastroom.proof.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Reads the "hotel booking demand" file (N. Antonio, A. de Almeida, L. Nunes, Data in Brief 22, 2019), plain or
 * compressed with gzip.
 */
public final class HistoryReader {

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    private HistoryReader() {}

    /**
     * Reads a history.
     *
     * @throws BadHistoryException naming line and column, if the file is not a booking history
     * @throws IOException if the file cannot be read
     */
    public static StayHistory read(Path file) throws IOException, BadHistoryException {
        try (InputStream bytes = Files.newInputStream(file);
                Reader text = text(bytes)) {
            return read(text);
        } catch (EOFException | ZipException | CSVException e) {
            throw new BadHistoryException("the file is damaged: " + e.getMessage());
        }
    }

    private static Reader text(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes);
        buffered.mark(2);
        boolean gzip = buffered.read() == GZIP_MAGIC_1 && buffered.read() == GZIP_MAGIC_2;
        buffered.reset();
        InputStream plain = gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
        Reader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static StayHistory read(Reader text) throws IOException, BadHistoryException {
        List<HistoryRow> rows = new ArrayList<>();
        long skipped = 0;
        try (CSVParser parser = parser(text)) {
            HistoryColumns.checkHeader(parser.getHeaderNames());
            Iterator<CSVRecord> records = parser.iterator();
            while (hasNext(records, parser)) {
                HistoryColumns columns = new HistoryColumns(records.next(), parser.getCurrentLineNumber());
                if (columns.nights() == 0) {
                    skipped++;
                } else {
                    rows.add(columns.row());
                }
            }
        }
        return StayHistory.of(skipped, rows);
    }

    private static CSVParser parser(Reader text) throws IOException, BadHistoryException {
        try {
            return CSVParser.builder().setReader(text).setFormat(FORMAT).get();
        } catch (IllegalArgumentException e) {
            // Two columns have the same name, or one has none.
            throw new BadHistoryException("line 1: " + e.getMessage());
        }
    }

    private static boolean hasNext(Iterator<CSVRecord> records, CSVParser parser)
            throws IOException, BadHistoryException {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof EOFException || cause instanceof ZipException || cause instanceof CSVException) {
                throw new BadHistoryException(
                        "line " + parser.getCurrentLineNumber() + ": the file is damaged: " + cause.getMessage());
            }
            throw cause;
        }
    }
}

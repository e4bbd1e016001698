package dev.lastroom.server.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of rows, one row at a time, so that a file may be larger than memory. */
final class RowReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private RowReader() {}

    /** Takes rows. */
    @FunctionalInterface
    interface Taker {
        void take(FileRow row) throws BadFileException;
    }

    /**
     * Passes each row of {@code file} to {@code taker}.
     *
     * @throws BadFileException naming line and column, if the file is not in the format, or the taker throws it
     * @throws IOException if the file cannot be read
     */
    static void read(Path file, Format format, FileColumns columns, Taker taker) throws IOException, BadFileException {
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()))) {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            switch (format) {
                case CSV, RAW_CSV -> readCsv(text, format, columns, taker);
                case NDJSON -> readNdjson(text, columns, taker);
            }
        } catch (CharacterCodingException e) {
            throw new BadFileException("it is not in UTF-8");
        }
    }

    private static void readCsv(Reader text, Format format, FileColumns columns, Taker taker)
            throws IOException, BadFileException {
        try (CSVParser parser = parser(text)) {
            columns.check(1, parser.getHeaderNames());
            for (String needed : columns.needed()) {
                if (!parser.getHeaderNames().contains(needed)) {
                    throw BadFileException.at(1, needed, "is missing in the header");
                }
            }
            for (CSVRecord values : parser) {
                taker.take(row(values, format, parser));
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException broken) {
                throw new BadFileException(String.valueOf(broken.getMessage()));
            }
            throw e.getCause();
        }
    }

    private static CSVParser parser(Reader text) throws IOException, BadFileException {
        try {
            return CSVParser.builder().setReader(text).setFormat(FORMAT).get();
        } catch (IllegalArgumentException e) {
            // Two columns have one name, or one has none.
            throw new BadFileException("line 1: " + e.getMessage());
        } catch (CSVException e) {
            throw new BadFileException("line 1: " + e.getMessage());
        }
    }

    private static FileRow row(CSVRecord values, Format format, CSVParser parser) throws BadFileException {
        long line = parser.getCurrentLineNumber();
        if (!values.isConsistent()) {
            throw new BadFileException("line " + line + ": has " + values.size() + " columns, but the header has "
                    + parser.getHeaderNames().size());
        }
        Map<String, Object> byColumn = new HashMap<>(values.toMap());
        byColumn.values().removeIf(""::equals);
        if (format == Format.CSV) {
            byColumn.replaceAll((_, value) -> Formulas.plain(value.toString()));
        }
        return new FileRow(line, format, byColumn);
    }

    private static void readNdjson(BufferedReader text, FileColumns columns, Taker taker)
            throws IOException, BadFileException {
        long line = 0;
        for (String json = text.readLine(); json != null; json = text.readLine()) {
            line++;
            if (!json.isBlank()) {
                taker.take(row(line, json, columns));
            }
        }
    }

    private static FileRow row(long line, String json, FileColumns columns) throws BadFileException {
        JsonNode object = parse(line, json);
        if (!object.isObject()) {
            throw new BadFileException("line " + line + ": must be a JSON object");
        }
        columns.check(line, object.propertyNames());
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isString()) {
                values.put(field.getKey(), value.stringValue());
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                values.put(field.getKey(), value.longValue());
            } else if (!value.isNull()) {
                throw BadFileException.at(line, field.getKey(), "must be text or a whole number");
            }
        }
        return new FileRow(line, Format.NDJSON, values);
    }

    private static JsonNode parse(long line, String json) throws BadFileException {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new BadFileException("line " + line + ": is not valid JSON: " + e.getOriginalMessage());
        }
    }
}

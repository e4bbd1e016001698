package dev.lastroom.server.bulk;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes rows. Not thread-safe. */
final class RowWriter {

    private final Writer out;
    private final Format format;
    private final FileColumns columns;
    private final CSVPrinter csv;

    RowWriter(Writer out, Format format, FileColumns columns) throws IOException {
        this.out = out;
        this.format = format;
        this.columns = columns;
        this.csv = new CSVPrinter(out, CSVFormat.RFC4180);
        if (format.isText()) {
            csv.printRecord(columns.all());
        }
    }

    /** Writes a row of texts and whole numbers. Null or absent columns have no value. */
    void write(Map<String, ? extends @Nullable Object> row) throws IOException {
        switch (format) {
            case CSV -> csv.printRecord(columns.all().stream().map(row::get).map(RowWriter::quoted));
            case RAW_CSV -> csv.printRecord(columns.all().stream().map(row::get));
            case NDJSON -> out.write(json(row) + "\n");
        }
    }

    /** Numbers need no quoting: not even negative ones are formulas. */
    private static @Nullable Object quoted(@Nullable Object value) {
        return value == null || value instanceof Number ? value : Formulas.quoted(value.toString());
    }

    private String json(Map<String, ? extends @Nullable Object> row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String column : columns.all()) {
            switch (row.get(column)) {
                case null -> {}
                case Long number -> json.put(column, number);
                case Integer number -> json.put(column, number);
                case Object value -> json.put(column, value.toString());
            }
        }
        return JsonMapper.shared().writeValueAsString(json);
    }
}

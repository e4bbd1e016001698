package dev.lastroom.server.bulk;

import java.util.List;

/**
 * The columns of a kind of row.
 *
 * @param all every allowed column; a written file has them all, in this order
 * @param needed the required columns
 */
record FileColumns(List<String> all, List<String> needed) {

    FileColumns {
        all = List.copyOf(all);
        needed = List.copyOf(needed);
    }

    /** Checks the names in a header, or of the fields of an object. */
    void check(long line, Iterable<String> names) throws BadFileException {
        for (String name : names) {
            if (!all.contains(name)) {
                throw BadFileException.at(line, name, "is unknown; the known columns are " + String.join(", ", all));
            }
        }
    }
}

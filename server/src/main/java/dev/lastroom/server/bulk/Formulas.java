package dev.lastroom.server.bulk;

import java.util.regex.Pattern;

/**
 * Escapes texts that a spreadsheet would take for a formula, such as {@code =HYPERLINK("…")}. An apostrophe in front
 * makes such a text plain. If it already has one, it gets one more. Reading removes one, so that every text comes back
 * unchanged.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
final class Formulas {

    /** The beginning of a cell. It may be within a text, for spreadsheets that split cells at semicolons or tabs. */
    private static final String CELL = "(?<=^|[;\t])";

    private static final String FORMULA = "(?=[' ]*[=+\\-@\t\r\n])";

    private static final Pattern BEGINS = Pattern.compile(CELL + FORMULA);
    private static final Pattern QUOTED = Pattern.compile(CELL + "'" + FORMULA);

    private Formulas() {}

    /** Returns {@code text} as it is written. */
    static String quoted(String text) {
        return BEGINS.matcher(text).replaceAll("'");
    }

    /** Returns the text that was written as {@code text}. */
    static String plain(String text) {
        return QUOTED.matcher(text).replaceAll("");
    }
}

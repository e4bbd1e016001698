package dev.lastroom.server.bulk;

import java.util.regex.Pattern;

/**
 * Texts that a spreadsheet would take for a formula, such as {@code =HYPERLINK("…")}, and what is written in their place: the
 * same with an apostrophe in front, with which it is a text. Whether one is there already, one more is written and one
 * is taken away, so that every text comes back as it was.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
final class Formulas {

    /** Where a cell begins: also within a text, in a spreadsheet that parts cells by semicolons or tabs. */
    private static final String CELL = "(?<=^|[;\t])";

    private static final String FORMULA = "(?=[' ]*[=+\\-@\t\r\n])";

    private static final Pattern BEGINS = Pattern.compile(CELL + FORMULA);
    private static final Pattern QUOTED = Pattern.compile(CELL + "'" + FORMULA);

    private Formulas() {}

    /** {@code text} as it is written. */
    static String quoted(String text) {
        return BEGINS.matcher(text).replaceAll("'");
    }

    /** What was written as {@code text}. */
    static String plain(String text) {
        return QUOTED.matcher(text).replaceAll("");
    }
}

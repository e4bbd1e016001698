package dev.lastroom.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command prints to: with colours and a moving progress line on a terminal, plain otherwise. Thread-safe.
 */
public final class Console {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colours;
    private boolean progressShown;

    private Console(PrintStream out, PrintStream err, boolean terminal, boolean colours) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colours = colours;
    }

    /** The console of this process. Colours can be turned off with NO_COLOR, see no-color.org. */
    public static Console system(Map<String, String> environment) {
        boolean terminal = onTerminal() && !"dumb".equals(environment.get("TERM"));
        boolean colours = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err), terminal, colours);
    }

    // On Java 22 to 24 there always is a console; from 25 on there is none again where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** A plain console that prints to these streams. */
    public static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, false, false);
    }

    /** Check marks are printed whatever the locale is: there are few terminals left that do not read UTF-8. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Whether a person looks at a terminal, so that progress is worth showing. */
    public boolean terminal() {
        return terminal;
    }

    /** Whether colours are printed. */
    public boolean colours() {
        return colours;
    }

    /** Where help goes. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Where errors go. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        eraseProgress();
        out.println(text);
    }

    /** Prints a line for errors and remarks, which is no part of the result. */
    public synchronized void remark(String text) {
        eraseProgress();
        err.println(text);
    }

    /** Shows how far things are, in the place of what was shown before; only on a terminal. */
    public synchronized void progress(String text) {
        if (terminal) {
            out.print(ERASE_LINE + text);
            out.flush();
            progressShown = true;
        }
    }

    /** Takes the progress line away. */
    public synchronized void eraseProgress() {
        if (progressShown) {
            out.print(ERASE_LINE);
            out.flush();
            progressShown = false;
        }
    }

    /** The text in bold. */
    public String bold(String text) {
        return styled("1", text);
    }

    /** The text in a weaker colour. */
    public String faint(String text) {
        return styled("2", text);
    }

    /** The text in green. */
    public String green(String text) {
        return styled("32", text);
    }

    /** The text in red. */
    public String red(String text) {
        return styled("31", text);
    }

    /** A green tick or a red cross. */
    public String mark(boolean good) {
        return good ? green("✓") : red("✗");
    }

    private String styled(String style, String text) {
        return colours ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}

package dev.lastroom.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The output of a command: with colours and a moving progress line on a terminal, plain otherwise. Thread-safe. */
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

    /** Returns the console of this process. NO_COLOR turns colours off, see no-color.org. */
    public static Console system(Map<String, String> environment) {
        boolean terminal = onTerminal() && !"dumb".equals(environment.get("TERM"));
        boolean colours = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err), terminal, colours);
    }

    // Java 22 to 24 always return a console; Java 25 again returns none without a terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Returns a plain console that prints to these streams. */
    public static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, false, false);
    }

    /** Check marks are printed in any locale, because nearly all terminals read UTF-8. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Returns whether the output is a terminal, so that progress is worth showing. */
    public boolean terminal() {
        return terminal;
    }

    /** Returns whether colours are printed. */
    public boolean colours() {
        return colours;
    }

    /** Returns the writer for help. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Returns the writer for errors. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        eraseProgress();
        out.println(text);
    }

    /** Prints an error or remark, which is not part of the result. */
    public synchronized void remark(String text) {
        eraseProgress();
        err.println(text);
    }

    /** Shows progress in place of the last progress shown; only on a terminal. */
    public synchronized void progress(String text) {
        if (terminal) {
            out.print(ERASE_LINE + text);
            out.flush();
            progressShown = true;
        }
    }

    /** Erases the progress line. */
    public synchronized void eraseProgress() {
        if (progressShown) {
            out.print(ERASE_LINE);
            out.flush();
            progressShown = false;
        }
    }

    /** Returns the text in bold. */
    public String bold(String text) {
        return styled("1", text);
    }

    /** Returns the text in a fainter colour. */
    public String faint(String text) {
        return styled("2", text);
    }

    /** Returns the text in green. */
    public String green(String text) {
        return styled("32", text);
    }

    /** Returns the text in red. */
    public String red(String text) {
        return styled("31", text);
    }

    /** Returns a green tick or a red cross. */
    public String mark(boolean good) {
        return good ? green("✓") : red("✗");
    }

    private String styled(String style, String text) {
        return colours ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}

package dev.lastroom.server.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.lastroom.server.edge.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The lines of one logger while this is open, instead of its usual output. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger logger;
    private final List<ILoggingEvent> lines = new ArrayList<>();

    public LogLines(String name) {
        logger = logger(name);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(this);
        start();
    }

    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // It is SLF4J's own lock that is needed here.
    private static Logger logger(String name) {
        // While a thread initialises SLF4J, it holds this lock, and others that do not would be given a stand-in.
        synchronized (LoggerFactory.class) {
            return (Logger) LoggerFactory.getLogger(name);
        }
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        // Reads the request id while the thread still has it.
        event.prepareForDeferredProcessing();
        lines.add(event);
        notifyAll();
    }

    /** Returns the line of a request. The client may have its answer a little earlier. */
    public synchronized ILoggingEvent of(String requestId) {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (true) {
            for (ILoggingEvent line : lines) {
                if (requestId.equals(line.getMDCPropertyMap().get(Exchange.REQUEST_ID_IN_LOG))) {
                    return line;
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no line of request " + requestId + " in " + lines);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public synchronized List<ILoggingEvent> all() {
        return List.copyOf(lines);
    }

    /** Returns the values of that line. */
    public Map<String, Object> valuesOf(String requestId) {
        return of(requestId).getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}

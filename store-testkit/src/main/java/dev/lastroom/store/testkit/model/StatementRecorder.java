package dev.lastroom.store.testkit.model;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Records the statements prepared on the connections of a data source. Thread-safe. */
public final class StatementRecorder {

    private static final Pattern CONDITIONS = Pattern.compile("FROM \\w+ WHERE (.*?)( ORDER BY|$)");
    private static final Pattern CONDITION = Pattern.compile("(\\w+) (?:[<>]=?|=) \\?");

    private final Queue<String> statements = new ConcurrentLinkedQueue<>();

    /** Returns the statements prepared since the last call, in order. */
    public List<String> take() {
        List<String> taken = new ArrayList<>();
        for (String sql = statements.poll(); sql != null; sql = statements.poll()) {
            taken.add(sql);
        }
        return taken;
    }

    /** Returns the same data source, with its statements recorded. */
    public DataSource of(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, result, _) -> method.equals("getConnection")
                        ? proxy(Connection.class, (Connection) result, (name, prepared, arguments) -> {
                            if (name.equals("prepareStatement")) {
                                statements.add((String) arguments[0]);
                            }
                            return prepared;
                        })
                        : result);
    }

    /**
     * Returns the columns that restrict a list before anything is sorted or left out: an index must serve one of them.
     */
    public static List<String> columnsAskedFor(String sql) {
        Matcher conditions = CONDITIONS.matcher(sql.replaceAll("\\s+", " ").strip());
        if (!conditions.find()) {
            return List.of();
        }
        // One of several in brackets needs no index.
        String outsideOfBrackets = conditions.group(1).replaceAll("\\([^)]*\\)", "");
        return CONDITION
                .matcher(outsideOfBrackets)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    private interface Look {
        Object after(String method, Object result, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, Look look) {
        InvocationHandler handler = (_, method, arguments) -> {
            try {
                Object result = method.invoke(target, arguments);
                return look.after(method.getName(), result, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

package dev.lastroom.store.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A connection for a library that opens several and commits when it likes. They are all one connection, in a
 * transaction that only its caller ends. A pooler keeps a transaction on one server connection, so the library's
 * session settings stay there.
 */
final class OneTransaction {

    /** The driver's own URL names all of its settings, and a library that looks for passwords in it takes 20 ms. */
    private static final String URL = "jdbc:postgresql:";

    private OneTransaction() {}

    static Connection on(Connection connection) {
        return inFrontOf(Connection.class, (method, args) -> switch (method.getName()) {
            case "commit", "setAutoCommit", "close" -> null;
            case "getMetaData" -> withShortUrl(connection.getMetaData());
            default -> method.invoke(connection, args);
        });
    }

    private static DatabaseMetaData withShortUrl(DatabaseMetaData metaData) {
        return inFrontOf(
                DatabaseMetaData.class,
                (method, args) -> method.getName().equals("getURL") ? URL : method.invoke(metaData, args));
    }

    private interface Answer {
        @Nullable
        Object to(Method method, Object @Nullable [] args) throws Exception;
    }

    private static <T> T inFrontOf(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, args) -> {
            try {
                return answer.to(method, args);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }));
    }
}

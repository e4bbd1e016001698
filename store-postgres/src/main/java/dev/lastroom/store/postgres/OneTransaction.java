package dev.lastroom.store.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * A connection for a library that opens several and commits when it likes. They are all one connection, in a
 * transaction that only its caller ends. A pooler keeps a transaction on one server connection, so the library's
 * session settings stay there.
 */
final class OneTransaction {

    private OneTransaction() {}

    static Connection on(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, args) -> {
                    switch (method.getName()) {
                        case "commit", "setAutoCommit", "close" -> {
                            return null;
                        }
                        default -> {
                            try {
                                return method.invoke(connection, args);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        }
                    }
                });
    }
}

package dev.lastroom.store.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * A connection for a library that opens several and commits when it likes: all of them are one, in a transaction that is its
 * caller's to end. A pooler keeps a transaction on one connection of the server, so what the library sets stays in there.
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

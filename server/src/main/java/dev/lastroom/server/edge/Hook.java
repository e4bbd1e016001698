package dev.lastroom.server.edge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Runs code before one method of a web server's object, where the web server offers no listener. */
public final class Hook {

    private Hook() {}

    /**
     * Wraps {@code target} so that {@code first} gets the argument of {@code method} before each call. Exceptions of
     * {@code first} go to the caller.
     *
     * @param type the interface of the object
     * @param method the name of a method with one parameter
     * @param parameter the type of that parameter
     */
    public static <T, P> T before(Class<T> type, T target, String method, Class<P> parameter, Consumer<P> first) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, called, arguments) -> {
                    if (called.getName().equals(method)
                            && arguments != null
                            && arguments.length == 1
                            && parameter.isInstance(arguments[0])) {
                        first.accept(parameter.cast(arguments[0]));
                    }
                    try {
                        // Some methods are declared in interfaces that are not public.
                        called.setAccessible(true);
                        return called.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}

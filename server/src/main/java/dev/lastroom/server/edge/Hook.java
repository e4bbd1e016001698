package dev.lastroom.server.edge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Lets something happen before one method of an object of the web server, where it offers no listener. */
public final class Hook {

    private Hook() {}

    /**
     * An object like {@code target} that gives the argument of {@code method} to {@code first} before it calls it. What
     * {@code first} throws is thrown to the caller.
     *
     * @param type the interface of the object
     * @param method the name of a method with one parameter
     * @param parameter the type of that
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

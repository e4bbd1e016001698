package dev.lastroom.store.testkit.database;

import dev.lastroom.engine.store.Reads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Wraps the reads of a real store. */
public final class ReadsInFront {

    private ReadsInFront() {}

    /** One read, before it is made. */
    public interface Call {

        /** The name of the method of {@link Reads}. */
        String name();

        /** Makes the read. */
        @Nullable
        Object result() throws Exception;
    }

    /** Stands between a caller and the reads. */
    @FunctionalInterface
    public interface Between {
        @Nullable
        Object answer(Call call) throws Exception;
    }

    /** Reads that {@code between} answers. */
    public static Reads of(Reads reads, Between between) {
        return (Reads) Proxy.newProxyInstance(
                Reads.class.getClassLoader(),
                new Class<?>[] {Reads.class},
                (_, method, arguments) -> between.answer(call(reads, method, arguments)));
    }

    private static Call call(Reads reads, Method method, @Nullable Object @Nullable [] arguments) {
        return new Call() {
            @Override
            public String name() {
                return method.getName();
            }

            @Override
            public @Nullable Object result() throws Exception {
                try {
                    return method.invoke(reads, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        };
    }
}

package dev.lastroom.server.testing;

import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.StoreInFront;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.sqlite.Function;

/** A store whose reads of anything named {@code slow} stay inside SQLite, in native code, until a gate opens. */
public final class SlowReads extends StoreInFront {

    public final Semaphore arrived = new Semaphore(0);
    public final CountDownLatch gate = new CountDownLatch(1);

    public SlowReads(Store store) {
        super(store);
    }

    @Override
    public Reads reads() {
        Reads reads = super.reads();
        return (Reads) Proxy.newProxyInstance(
                Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (_, method, arguments) -> {
                    if (arguments != null && String.valueOf(arguments[0]).contains("slow")) {
                        stayInSqlite();
                    }
                    return method.invoke(reads, arguments);
                });
    }

    private void stayInSqlite() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement()) {
            Function.create(connection, "stay", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    arrived.release();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new SQLException(e);
                    }
                    result(1);
                }
            });
            statement.executeQuery("SELECT stay()").close();
        }
    }
}

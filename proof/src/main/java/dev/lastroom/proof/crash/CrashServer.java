package dev.lastroom.proof.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.config.EngineSettings;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.access.Keyring;
import dev.lastroom.server.api.HttpService;
import dev.lastroom.server.edge.HttpSettings;
import dev.lastroom.store.postgres.PostgresSettings;
import dev.lastroom.store.postgres.PostgresStore;
import dev.lastroom.store.sqlite.SqliteSettings;
import dev.lastroom.store.sqlite.SqliteStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/**
 * The program of the process that is killed: the normal service, with a {@link Fuse} at points of its code. It prints
 * its address and lights the fuse for each line of its input, such as {@code AFTER_WRITE 12}. It ends when its input
 * ends.
 */
public final class CrashServer {

    /** The second argument; it makes the server acknowledge before it commits. */
    static final String HASTY = "hasty";

    private CrashServer() {}

    /** Serves the database of a URL until it is killed, or until the process that started it is gone. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Fuse fuse = new Fuse();
        Store store = open(args[0], fuse);
        if (args.length > 1 && args[1].equals(HASTY)) {
            store = new HastyStore(store);
        }
        BookingEngine engine =
                new BookingEngine(fuse.inFrontOf(store), EngineSettings.DEFAULT, IdSource.secure(), fuse);
        HttpService service = HttpService.start(
                HttpSettings.DEFAULT.withPort(0),
                engine,
                Keyring.open(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        System.out.println("Serving at http://" + HttpSettings.DEFAULT.host() + ":" + service.port());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", 2);
            fuse.light(CrashPoint.valueOf(words[0]), Integer.parseInt(words[1]));
            System.out.println("Lit: " + line);
        }
        Runtime.getRuntime().halt(0);
    }

    private static Store open(String url, Fuse fuse) throws ReflectiveOperationException {
        if (url.startsWith(PostgresSettings.URL_PREFIX)) {
            return PostgresStore.open(PostgresSettings.of(url));
        }
        SqliteStore store = SqliteStore.open(SqliteSettings.ofUrl(url));
        writer(store).addCommitListener(new SQLiteCommitListener() {
            @Override
            public void onCommit() {
                fuse.pass(CrashPoint.AFTER_WRITE);
            }

            @Override
            public void onRollback() {}
        });
        return store;
    }

    /** Returns the writing connection. The store keeps it private, and only this program needs it. */
    private static SQLiteConnection writer(SqliteStore store) throws ReflectiveOperationException {
        return (SQLiteConnection) field(field(store, "writer"), "connection");
    }

    private static Object field(Object object, String name) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}

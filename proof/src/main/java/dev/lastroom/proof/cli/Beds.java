package dev.lastroom.proof.cli;

import dev.lastroom.proof.store.TestBed;
import dev.lastroom.server.cli.CommandFailedException;
import dev.lastroom.server.cli.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The databases of one call. They are removed when it ends, even if it is interrupted. */
record Beds(List<TestBed> list, AtomicBoolean closed) implements AutoCloseable {

    static Beds open(List<StoreChoice> stores, Console console) throws IOException {
        Beds beds = new Beds(new ArrayList<>(), new AtomicBoolean());
        Runtime.getRuntime().addShutdownHook(new Thread(beds::close));
        for (StoreChoice store : stores) {
            String obstacle = store.obstacle();
            if (obstacle != null) {
                console.remark("  " + store.label() + " is skipped: " + obstacle);
                continue;
            }
            console.progress("  opening " + store.label() + " …");
            beds.list.add(store.open());
        }
        if (beds.list.isEmpty()) {
            throw CommandFailedException.broken("all stores were skipped, so there is nothing to play on");
        }
        return beds;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            list.forEach(TestBed::close);
        }
    }
}

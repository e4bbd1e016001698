package dev.lastroom.server.cli;

import dev.lastroom.server.cli.DemoRace.Told;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Shows the answers of a race as they come, on a terminal. Thread-safe. */
final class RaceProgress implements Consumer<Told> {

    private final Console console;
    private final int buyers;
    private final AtomicInteger soldOut = new AtomicInteger();

    RaceProgress(Console console, int buyers) {
        this.console = console;
        this.buyers = buyers;
    }

    @Override
    public void accept(Told told) {
        String after = String.format("%6.1f ms  ", told.after().toNanos() / 1e6);
        if (told.hasTheRoom()) {
            console.line(after + console.green("buyer " + told.buyer() + " has the room"));
        } else if (told.isSoldOut()) {
            int count = soldOut.incrementAndGet();
            console.progress(after + "sold out for " + count + " of " + (buyers - 1));
        } else {
            console.line(after + console.red("buyer " + told.buyer() + " got the status " + told.status()));
        }
    }
}

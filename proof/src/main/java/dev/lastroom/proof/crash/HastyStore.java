package dev.lastroom.proof.crash;

import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.Request;
import dev.lastroom.engine.rules.Decision;
import dev.lastroom.engine.store.Applied;
import dev.lastroom.engine.store.LockWait;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.StoreInFront;
import dev.lastroom.store.testkit.model.ModelStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The negative control: it acknowledges bookings from memory, and commits them when it is closed. Only a crash
 * reveals this. For one lane, and a database that is empty when opened.
 */
final class HastyStore extends StoreInFront {

    private final ModelStore memory = new ModelStore();
    private final List<Runnable> later = new ArrayList<>();

    HastyStore(Store store) {
        super(store);
    }

    @Override
    public synchronized Applied apply(List<Request<?>> batch, Decision decision, LockWait lockWait) {
        if (batch.stream().allMatch(HastyStore::isGuests)) {
            later.add(() -> super.apply(batch, decision, lockWait));
        } else {
            super.apply(batch, decision, lockWait);
        }
        return memory.apply(batch, decision, lockWait);
    }

    private static boolean isGuests(Request<?> request) {
        return request.command() instanceof Book || request.command() instanceof Cancel;
    }

    @Override
    public synchronized void close() {
        later.forEach(Runnable::run);
        super.close();
    }
}

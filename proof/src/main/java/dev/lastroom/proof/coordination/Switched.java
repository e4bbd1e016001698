package dev.lastroom.proof.coordination;

import dev.lastroom.engine.lane.Coordination;
import org.jspecify.annotations.Nullable;

/** Passes on to a coordination that can be exchanged while a server uses it. Thread-safe. */
final class Switched implements Coordination {

    private final Coordination usual;
    private volatile Coordination current;

    Switched(Coordination usual) {
        this.usual = usual;
        this.current = usual;
    }

    void to(Coordination other) {
        current = other;
    }

    void back() {
        current = usual;
    }

    @Override
    public @Nullable Lease await(int roomType) {
        return current.await(roomType);
    }

    @Override
    public void close() {
        usual.close();
    }
}

package dev.lastroom.bench.ari;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes that can be recognised: each sets a higher price for one night. A mirror that shows a price has all marks up
 * to it. Thread-safe.
 */
final class Marks {

    /** Higher than any other price of the night. */
    private static final int PRICE = 1_000_000;

    private final RoomTypeId roomType;
    private final Stay night;
    private final int last;
    private final AtomicLongArray acknowledged;
    private final AtomicLongArray seen;
    private final CompletableFuture<Void> lastSeen = new CompletableFuture<>();
    private int seenUntil;

    /** @param last the number of the last one */
    Marks(RoomTypeId roomType, Stay night, int last) {
        this.roomType = roomType;
        this.night = night;
        this.last = last;
        this.acknowledged = new AtomicLongArray(last + 1);
        this.seen = new AtomicLongArray(last + 1);
    }

    int last() {
        return last;
    }

    OpenNights command(int mark) {
        return new OpenNights(roomType, night.start(), night.end(), null, (long) PRICE + mark);
    }

    void acknowledged(int mark) {
        acknowledged.set(mark, System.nanoTime());
    }

    /** Notes what a mirror shows. For the mirror's thread. */
    void seen(String seenRoomType, LocalDate date, ObjectNode offer) {
        if (seenRoomType.equals(roomType.value()) && date.equals(night.start())) {
            long now = System.nanoTime();
            int mark = offer.get("pricePerNight").intValue() - PRICE;
            while (seenUntil < mark) {
                seenUntil++;
                seen.set(seenUntil, now);
            }
            if (mark == last) {
                lastSeen.complete(null);
            }
        }
    }

    /** Completes when a mirror shows the last one. */
    CompletableFuture<Void> lastSeen() {
        return lastSeen;
    }

    /** Records how long after its acknowledgement each mark from {@code first} to {@code end} was seen. */
    void record(int first, int end, Histogram micros) {
        for (int mark = first; mark <= end; mark++) {
            // A mirror may have a change before its acknowledgement has arrived here.
            micros.recordValue(Math.max(0, seen.get(mark) - acknowledged.get(mark)) / 1_000);
        }
    }
}

package dev.lastroom.bench.ari;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * Changes that can be recognised: each sets its own price for a night of one room type. The nights take turns, because
 * a page of changes has the current price: a night that changes all the time would look newer than the page. The last
 * one has a night of its own, so a mirror that shows it has all changes before it. Thread-safe.
 */
final class Marks {

    /** Higher than any other price of these nights. */
    private static final int PRICE = 1_000_000;

    private final BenchHotel hotel;
    private final int last;
    private final AtomicLongArray acknowledged;
    private final AtomicLongArray seen;
    private final CompletableFuture<Void> lastSeen = new CompletableFuture<>();

    /** @param last the number of the last one */
    Marks(BenchHotel hotel, int last) {
        this.hotel = hotel;
        this.last = last;
        this.acknowledged = new AtomicLongArray(last + 1);
        this.seen = new AtomicLongArray(last + 1);
    }

    int last() {
        return last;
    }

    OpenNights command(int mark) {
        int lastDay = hotel.nights() - 1;
        Stay night = hotel.stay(mark == last ? lastDay : mark % lastDay, 1);
        return new OpenNights(hotel.roomType(hotel.hot()), night.start(), night.end(), null, (long) PRICE + mark);
    }

    void acknowledged(int mark) {
        acknowledged.set(mark, System.nanoTime());
    }

    /** Notes what a page of changes shows. */
    void seen(JsonNode offer) {
        if (offer.get("roomTypeId")
                .stringValue()
                .equals(hotel.roomType(hotel.hot()).value())) {
            int mark = offer.get("pricePerNight").intValue() - PRICE;
            seen.compareAndSet(mark, 0, System.nanoTime());
            if (mark == last) {
                lastSeen.complete(null);
            }
        }
    }

    /** Completes when a mirror shows the last one. */
    CompletableFuture<Void> lastSeen() {
        return lastSeen;
    }

    /**
     * Records how long after its acknowledgement each mark from {@code first} to {@code end} was seen.
     *
     * @throws ContenderFailedException if one was not seen before its night had its next turn
     */
    void record(int first, int end, Histogram micros) {
        for (int mark = first; mark <= end; mark++) {
            if (seen.get(mark) == 0) {
                throw new ContenderFailedException("the mirror was so far behind that it has not shown a change", null);
            }
            // A mirror may have a change before its acknowledgement has arrived here.
            micros.recordValue(Math.max(0, seen.get(mark) - acknowledged.get(mark)) / 1_000);
        }
    }
}

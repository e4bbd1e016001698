package dev.lastroom.proof.network;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The answers to the clients, and how long they waited for them. Thread-safe. */
final class Records {

    final AtomicLong numbers = new AtomicLong();
    final AtomicLong requests = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong unknown = new AtomicLong();
    final Set<BookingId> booked = ConcurrentHashMap.newKeySet();
    final Set<BookingId> cancelled = ConcurrentHashMap.newKeySet();
    final Set<UserId> refused = ConcurrentHashMap.newKeySet();

    private final AtomicLong longestNanos = new AtomicLong();
    private final Collection<String> findings = new ConcurrentLinkedQueue<>();
    private final Map<RoomTypeId, CompletableFuture<Long>> next = new ConcurrentHashMap<>();

    void waited(long nanos) {
        longestNanos.accumulateAndGet(nanos, Math::max);
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    void booked(Booking booking) {
        acknowledged.incrementAndGet();
        booked.add(booking.id());
        CompletableFuture<Long> waiting = next.remove(booking.roomTypeId());
        if (waiting != null) {
            waiting.complete(System.nanoTime());
        }
    }

    void cancelled(BookingId id) {
        acknowledged.incrementAndGet();
        cancelled.add(id);
    }

    /** Completes with the time of the next booking of this room type, as a value of {@link System#nanoTime}. */
    CompletableFuture<Long> next(RoomTypeId roomType) {
        return next.computeIfAbsent(roomType, _ -> new CompletableFuture<>());
    }

    void find(String finding) {
        findings.add(finding);
    }

    List<String> findings() {
        return new ArrayList<>(findings);
    }
}

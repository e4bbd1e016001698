package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.booking.WaitlistStep;
import dev.lastroom.engine.command.EntryTarget;
import dev.lastroom.engine.command.WaitlistCommand.AdvanceEntry;
import dev.lastroom.engine.command.WaitlistCommand.Join;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The part of {@link RandomRequests} for the waitlist. Not thread-safe. */
final class RandomWaits {

    private static final List<WaitlistStep> ANSWERS =
            List.of(WaitlistStep.ACCEPT, WaitlistStep.ACCEPT, WaitlistStep.DECLINE, WaitlistStep.LEAVE);

    private final SplittableRandom random;
    private final RandomHotel hotel;
    private final List<WaitlistEntry> joined = new ArrayList<>();
    private final Set<EntryId> offered = new HashSet<>();

    RandomWaits(SplittableRandom random, RandomHotel hotel) {
        this.random = random;
        this.hotel = hotel;
    }

    /** Learns the entries, and returns the offers that are new. */
    List<BookingId> learn(List<WaitlistEntry> entries) {
        joined.clear();
        joined.addAll(entries);
        return entries.stream()
                .filter(entry -> entry.offeredAt() != null && offered.add(entry.id()))
                .map(entry -> entry.id().offer())
                .toList();
    }

    boolean isEmpty() {
        return joined.isEmpty();
    }

    AdvanceEntry answer() {
        WaitlistStep step = ANSWERS.get(random.nextInt(ANSWERS.size()));
        return new AdvanceEntry(answered(), step);
    }

    Join join() {
        Join join = new Join(
                hotel.user(),
                new RoomStay(
                        hotel.roomType(),
                        Stay.of(hotel.day(), 1 + random.nextInt(4)),
                        1 + random.nextInt(3),
                        random.nextInt(6) == 0 ? 1 + random.nextInt(4) : null,
                        null),
                random.nextInt(3) == 0 ? hotel.now().plusSeconds(random.nextInt(400) - 20L) : null,
                null);
        return random.nextBoolean() ? join : join.withKey(hotel.key());
    }

    /** Returns the entries that have an offer. */
    List<WaitlistEntry> offers() {
        return joined.stream()
                .filter(entry -> entry.status() == WaitlistStatus.OFFERED)
                .toList();
    }

    private EntryTarget answered() {
        List<WaitlistEntry> offers = offers();
        if (random.nextInt(6) == 0) {
            hotel.pass(Duration.ofMinutes(5));
        }
        List<WaitlistEntry> some = !offers.isEmpty() && random.nextInt(4) > 0 ? offers : joined;
        WaitlistEntry entry = some.get(hotel.back(some.size()));
        EntryTarget target = switch (random.nextInt(10)) {
            case 0 -> EntryTarget.of(hotel.id().entry());
            case 1 -> new EntryTarget(entry.id(), hotel.user(), null, null);
            case 2 -> new EntryTarget(entry.id(), null, random.nextBoolean() ? "alpha" : "beta", null);
            default -> new EntryTarget(entry.id(), entry.userId(), null, null);
        };
        return random.nextInt(4) == 0 ? target.withKey(hotel.key()) : target;
    }
}

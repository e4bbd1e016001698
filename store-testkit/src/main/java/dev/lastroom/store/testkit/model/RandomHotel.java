package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.IdSource;
import dev.lastroom.engine.booking.NewId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The guests, room types, days and keys that the requests of a history share, and its time. Not thread-safe. */
final class RandomHotel {

    private static final int KEYS = 150;

    private final SplittableRandom random;
    private final RandomRequests.Size size;
    private final @Nullable InstantSource clock;
    private final IdSource ids;
    private Instant now;

    /** Makes a hotel with a time of its own, or with that of a clock. */
    RandomHotel(SplittableRandom random, RandomRequests.Size size, @Nullable InstantSource clock, IdSource ids) {
        this.random = random;
        this.size = size;
        this.clock = clock;
        this.ids = ids;
        this.now = clock == null ? GrandHotel.NOON : clock.instant();
    }

    Instant now() {
        return now;
    }

    boolean hasClock() {
        return clock != null;
    }

    void moveOn() {
        if (clock != null) {
            now = clock.instant();
            return;
        }
        int dice = random.nextInt(400);
        now = now.plus(
                dice == 0
                        ? Duration.ofDays(31)
                        : dice < 4 ? Duration.ofHours(random.nextInt(30)) : Duration.ofMillis(random.nextInt(5_000)));
    }

    /** Lets time pass, unless a clock decides. */
    void pass(Duration time) {
        if (clock == null) {
            now = now.plus(time);
        }
    }

    NewId id() {
        return ids.next(now, roomType());
    }

    String key() {
        return "key-" + random.nextInt(KEYS);
    }

    HoldTime holdTime() {
        return new HoldTime(Duration.ofSeconds(1 + random.nextInt(200)));
    }

    /** Returns an index below {@code size}, mostly one of the last eight. */
    int back(int size) {
        return size - 1 - random.nextInt(random.nextInt(4) == 0 ? size : Math.min(8, size));
    }

    String name() {
        return "Name " + random.nextInt(100) + " é 房";
    }

    UserId user() {
        return new UserId("user-" + random.nextInt(size.users()));
    }

    RoomTypeId roomType() {
        return new RoomTypeId("type-" + random.nextInt(size.roomTypes() + (random.nextInt(30) == 0 ? 1 : 0)));
    }

    LocalDate day() {
        return today().plusDays(random.nextInt(size.days()) - 1L);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}

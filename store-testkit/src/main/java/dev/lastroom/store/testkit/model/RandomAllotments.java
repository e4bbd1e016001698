package dev.lastroom.store.testkit.model;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNights;
import dev.lastroom.engine.booking.Release;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.AllotmentCommand;
import dev.lastroom.engine.command.AllotmentCommand.ChangeAllotment;
import dev.lastroom.engine.command.AllotmentCommand.CreateAllotment;
import dev.lastroom.engine.command.AllotmentCommand.ReleaseAllotment;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The part of {@link RandomRequests} for allotments. Not thread-safe. */
final class RandomAllotments {

    private static final int KEYS = 150;

    private final SplittableRandom random;
    private final List<Allotment> made = new ArrayList<>();

    RandomAllotments(SplittableRandom random) {
        this.random = random;
    }

    void learn(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done(AllotmentNights it, boolean replayed) && !replayed) {
            made.add(it.allotment());
        }
    }

    /** Sets rooms aside, changes their number, or releases them. */
    AllotmentCommand command(RoomTypeId roomType, LocalDate day, LocalDate today, AllotmentId nobodys) {
        int dice = random.nextInt(12);
        if (made.isEmpty() || dice < 6) {
            CreateAllotment create = new CreateAllotment(
                    owner(),
                    roomType,
                    "Tour " + random.nextInt(9) + "\\ é",
                    Stay.of(day, 1 + random.nextInt(5)),
                    1 + random.nextInt(3),
                    release(today),
                    null);
            return random.nextBoolean() ? create : create.withKey("key-" + random.nextInt(KEYS));
        }
        Allotment allotment = recent();
        AllotmentId id = random.nextInt(10) == 0 ? nobodys : allotment.id();
        if (dice == 6) {
            return new ReleaseAllotment(id);
        }
        LocalDate from = random.nextInt(3) == 0 ? allotment.stay().start().plusDays(random.nextInt(2)) : null;
        return new ChangeAllotment(
                id,
                random.nextInt(4) == 0 ? "Group " + random.nextInt(9) : null,
                random.nextInt(4) > 0 ? random.nextInt(3) : null,
                from,
                from != null && random.nextBoolean() ? from.plusDays(1 + random.nextInt(3)) : null,
                random.nextInt(3) == 0 ? release(today) : Release.NONE);
    }

    /** Returns a booking that draws on an allotment, mostly on rooms that it may have. */
    Book draw(UserId user, RoomTypeId other, LocalDate day) {
        if (made.isEmpty()) {
            return new Book(user, new RoomStay(other, Stay.of(day, 1), 1), null);
        }
        Allotment allotment = recent();
        RoomTypeId roomType = random.nextInt(10) == 0 ? other : allotment.roomTypeId();
        return new Book(user, new RoomStay(roomType, stay(allotment, day), 1 + random.nextInt(8) / 7), null)
                .of(allotment.id());
    }

    /** Returns such a draw as an item of a group. */
    RoomStay item(RoomTypeId other, LocalDate day) {
        if (made.isEmpty()) {
            return new RoomStay(other, Stay.of(day, 1), 1);
        }
        Allotment allotment = recent();
        return new RoomStay(allotment.roomTypeId(), stay(allotment, day), 1).of(allotment.id());
    }

    private Stay stay(Allotment allotment, LocalDate day) {
        if (random.nextInt(10) == 0) {
            return Stay.of(day, 1 + random.nextInt(3));
        }
        int nights = allotment.stay().nights();
        int skipped = random.nextInt(nights);
        return Stay.of(allotment.stay().start().plusDays(skipped), 1 + random.nextInt(Math.min(3, nights - skipped)));
    }

    /** Returns one of the last four; earlier ones are mostly released. */
    private Allotment recent() {
        return made.get(made.size() - 1 - random.nextInt(Math.min(4, made.size())));
    }

    private @Nullable String owner() {
        return switch (random.nextInt(6)) {
            case 0 -> "beta";
            case 1, 2 -> "alpha";
            default -> null;
        };
    }

    private Release release(LocalDate today) {
        return new Release(
                random.nextInt(4) == 0 ? today.plusDays(random.nextInt(12)) : null,
                random.nextInt(4) == 0 ? random.nextInt(4) : null);
    }
}

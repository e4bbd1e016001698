package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * All rooms are set aside, and released at the hotel's midnight, while both their guests and buyers on general sale
 * want them. Before midnight only the guests get them, after it only the buyers, and each room is sold once.
 */
final class AllotmentRelease implements Scenario {

    private static final int ROOMS = 10;
    private static final int NIGHTS = 3;
    private static final int EARLY_BUYERS = 5;
    private static final int EARLY_GUESTS = 4;
    private static final int RACERS = 40;
    private static final int LATE_BUYERS = 20;
    private static final int LATE_GUESTS = 10;
    private static final int SPREAD_MILLIS = 40;

    private final Duration until;

    /** @param until the time until midnight, and up to a second more; longer than asking for some rooms before takes */
    AllotmentRelease(Duration until) {
        this.until = until;
    }

    @Override
    public String title() {
        return "Allotment of all " + ROOMS
                + " rooms, released at midnight while guests and buyers ask for them: each is sold once";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, ROOMS);
        Stay stay = stage.stay(0, NIGHTS);
        SplittableRandom random = new SplittableRandom(stage.seed());
        int[] delays = IntStream.range(0, RACERS)
                .map(_ -> random.nextInt(2 * SPREAD_MILLIS))
                .toArray();
        Instant midnight =
                Instant.now().plus(until).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        AllotmentId allotment = stage.setAside(roomType, stay, ROOMS, midnight);

        List<SellerAnswer> all = new ArrayList<>(stage.atOnce(
                EARLY_BUYERS + EARLY_GUESTS,
                i -> ask(stage, roomType, stay, allotment, "early-" + i, i < EARLY_GUESTS)));
        stage.check(
                "guests who drew before the release", EARLY_GUESTS, count(all.subList(0, EARLY_GUESTS), Kind.BOOKED));
        stage.check(
                "buyers told that all rooms are set aside",
                EARLY_BUYERS,
                count(all.subList(EARLY_GUESTS, all.size()), Kind.SOLD_OUT));

        Stage.pass(Duration.between(Instant.now(), midnight).minusMillis(SPREAD_MILLIS));
        all.addAll(stage.atOnce(RACERS, i -> {
            Stage.pass(Duration.ofMillis(delays[i]));
            return ask(stage, roomType, stay, allotment, "racer-" + i, i % 2 == 0);
        }));

        // Over HTTP a request has to release it, which takes time.
        Stage.pass(Duration.ofSeconds(1));
        List<SellerAnswer> late = stage.atOnce(
                LATE_BUYERS + LATE_GUESTS, i -> ask(stage, roomType, stay, allotment, "late-" + i, i < LATE_GUESTS));
        all.addAll(late);
        stage.check("guests told that it is released", LATE_GUESTS, count(late.subList(0, LATE_GUESTS), Kind.SOLD_OUT));
        stage.check("rooms sold to guests and buyers", ROOMS, count(all, Kind.BOOKED));
        stage.check(
                "rooms recorded as sold, night by night",
                Collections.nCopies(NIGHTS, ROOMS),
                stage.booked(roomType, stay));
        stage.check("deadlocks, timeouts and other errors", 0, count(all, Kind.TROUBLE));
        stage.check("nights that differ from a recount of all bookings", 0, stage.driftedNights());
    }

    private static SellerAnswer ask(
            Stage stage, RoomTypeId roomType, Stay stay, AllotmentId allotment, String user, boolean isGuest) {
        Book request = stage.request(user, roomType, stay, 1, user);
        return stage.book(isGuest ? request.of(allotment) : request);
    }

    private static long count(List<SellerAnswer> answers, Kind kind) {
        return answers.stream().filter(answer -> answer.kind() == kind).count();
    }
}

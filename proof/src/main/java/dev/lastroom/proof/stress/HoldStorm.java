package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** More holds than rooms, all at once. After they end, more buyers than rooms, while the holders confirm too late. */
final class HoldStorm implements Scenario {

    private static final int HOLDERS = 40;
    private static final int BUYERS = 30;
    private static final int ROOMS = 10;
    private static final int NIGHTS = 3;

    private final HoldTime holdFor;

    /** @param holdFor longer than the storm takes; otherwise the first holds end while the last are asked for */
    HoldStorm(Duration holdFor) {
        this.holdFor = new HoldTime(holdFor);
    }

    @Override
    public String title() {
        return HOLDERS + " holds at once, " + ROOMS + " rooms: when they end, each room is sold again, once";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, ROOMS);
        Stay stay = stage.stay(0, NIGHTS);
        List<SellerAnswer> holds = stage.atOnce(
                HOLDERS,
                i -> stage.book(stage.request("holder-" + i, roomType, stay, 1, "hold-" + i)
                        .heldFor(holdFor)));
        stage.check("holds granted", ROOMS, count(holds, Kind.BOOKED));
        stage.check("holders told that all rooms are held", HOLDERS - ROOMS, count(holds, Kind.SOLD_OUT));

        // Each hold was received before it was answered, so all have ended this long after the last answer.
        Stage.pass(holdFor.length());
        List<SellerAnswer> answers = stage.atOnce(
                HOLDERS + BUYERS,
                i -> i < BUYERS
                        ? stage.book(stage.request("buyer-" + i, roomType, stay, 1, "buyer-" + i))
                        : confirm(stage, holds.get(i - BUYERS), "holder-" + (i - BUYERS)));
        List<SellerAnswer> buyers = answers.subList(0, BUYERS);
        List<SellerAnswer> confirms = new ArrayList<>(answers.subList(BUYERS, answers.size()));
        stage.check("buyers who got a room", ROOMS, count(buyers, Kind.BOOKED));
        stage.check("buyers told it is sold out", BUYERS - ROOMS, count(buyers, Kind.SOLD_OUT));
        stage.check("holders told that their hold has ended", ROOMS, count(confirms, Kind.HOLD_EXPIRED));
        stage.check(
                "rooms recorded as sold, night by night",
                Collections.nCopies(NIGHTS, ROOMS),
                stage.booked(roomType, stay));
        stage.check("nights that differ from a recount of all bookings", 0, stage.driftedNights());
    }

    /** A guest without a hold has nothing to confirm. */
    private static SellerAnswer confirm(Stage stage, SellerAnswer hold, String user) {
        return hold.bookingId() == null ? hold : stage.confirm(hold.bookingId(), user);
    }

    private static long count(List<SellerAnswer> answers, Kind kind) {
        return answers.stream().filter(answer -> answer.kind() == kind).count();
    }
}

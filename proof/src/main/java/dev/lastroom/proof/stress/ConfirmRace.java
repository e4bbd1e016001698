package dev.lastroom.proof.stress;

import dev.lastroom.engine.command.HoldTime;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The last room of each of many nights is held. Around the end of each hold, its holder confirms it and a buyer wants
 * the room. It goes to one of them or, for a moment, to nobody.
 */
final class ConfirmRace implements Scenario {

    private static final int NIGHTS = 30;
    private static final HoldTime SHORTEST = new HoldTime(Duration.ofSeconds(1));
    private static final int SPREAD_MILLIS = 40;

    @Override
    public String title() {
        return NIGHTS + " last rooms, each confirmed and bought at the end of its hold: the two never both succeed";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, 1);
        SplittableRandom random = new SplittableRandom(stage.seed());
        int[] delays = IntStream.range(0, 2 * NIGHTS)
                .map(_ -> random.nextInt(2 * SPREAD_MILLIS))
                .toArray();
        List<SellerAnswer> holds = stage.atOnce(
                NIGHTS,
                i -> stage.book(stage.request("holder-" + i, roomType, stage.stay(i, 1), 1, "hold-" + i)
                        .heldFor(SHORTEST)));
        stage.check(
                "holds granted",
                NIGHTS,
                holds.stream().filter(hold -> hold.kind() == Kind.BOOKED).count());

        Stage.pass(SHORTEST.length().minusMillis(SPREAD_MILLIS));
        List<SellerAnswer> answers = stage.atOnce(2 * NIGHTS, i -> {
            Stage.pass(Duration.ofMillis(delays[i]));
            SellerAnswer hold = holds.get(i / 2);
            return i % 2 == 0 && hold.bookingId() != null
                    ? stage.confirm(hold.bookingId(), "holder-" + i / 2)
                    : stage.book(stage.request("buyer-" + i, roomType, stage.stay(i / 2, 1), 1, "buyer-" + i));
        });
        List<Integer> both = IntStream.range(0, NIGHTS)
                .filter(night -> answers.get(2 * night).kind() == Kind.CHANGED
                        && answers.get(2 * night + 1).kind() == Kind.BOOKED)
                .boxed()
                .toList();
        stage.check("nights whose room was confirmed and sold", List.of(), both);
        stage.check(
                "deadlocks, timeouts and other errors",
                0,
                answers.stream().filter(answer -> answer.kind() == Kind.TROUBLE).count());
        stage.check("nights that differ from a recount of all bookings", 0, stage.driftedNights());
    }
}

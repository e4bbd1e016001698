package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Guests with stays of their own all move to the same last nights: some succeed, and the others keep what they have.
 */
final class ChangeRace implements Scenario {

    static final int GUESTS = 30;
    private static final int ROOMS = 10;

    @Override
    public String title() {
        return GUESTS + " guests move to the same night at once, " + ROOMS + " rooms: the others keep their stays";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(GUESTS + 1, ROOMS);
        Stay wanted = stage.stay(0, 1);
        List<SellerAnswer> made = stage.atOnce(
                GUESTS, i -> stage.book(stage.request("guest-" + i, roomType, stage.stay(1 + i, 1), 1, "guest-" + i)));
        stage.check(
                "bookings made before",
                GUESTS,
                made.stream().filter(answer -> answer.kind() == Kind.BOOKED).count());

        List<SellerAnswer> changes = stage.atOnce(GUESTS, i -> {
            SellerAnswer before = made.get(i);
            return before.bookingId() == null ? before : stage.change(before.bookingId(), "guest-" + i, wanted);
        });
        stage.check(
                "guests who moved",
                ROOMS,
                changes.stream().filter(answer -> answer.kind() == Kind.CHANGED).count());
        stage.check(
                "guests told it is sold out",
                GUESTS - ROOMS,
                changes.stream()
                        .filter(answer -> answer.kind() == Kind.SOLD_OUT)
                        .count());
        List<Integer> expected = IntStream.range(0, GUESTS)
                .mapToObj(i -> changes.get(i).kind() == Kind.CHANGED ? 0 : 1)
                .toList();
        stage.check(
                "rooms recorded as sold on the night that all want", List.of(ROOMS), stage.booked(roomType, wanted));
        stage.check(
                "rooms recorded as sold on the nights that they had",
                expected,
                stage.booked(roomType, stage.stay(1, GUESTS)));
        stage.check("nights that differ from a recount of all bookings", 0, stage.driftedNights());
    }
}

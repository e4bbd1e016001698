package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.Collections;
import java.util.List;

/** More buyers than rooms, all at once. */
final class LastRooms implements Scenario {

    static final int BUYERS = 20;
    static final int ROOMS = 10;
    private static final int NIGHTS = 3;

    @Override
    public String title() {
        return BUYERS + " buyers at once, " + ROOMS + " rooms: each room is sold once";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, ROOMS);
        Stay stay = stage.stay(0, NIGHTS);
        List<SellerAnswer> answers =
                stage.atOnce(BUYERS, i -> stage.book(stage.request("buyer-" + i, roomType, stay, 1, "buyer-" + i)));

        stage.check("buyers who got a room", ROOMS, answers(answers, Kind.BOOKED));
        stage.check("buyers told it is sold out", BUYERS - ROOMS, answers(answers, Kind.SOLD_OUT));
        stage.check(
                "different bookings",
                ROOMS,
                answers.stream()
                        .filter(answer -> answer.kind() == Kind.BOOKED)
                        .map(SellerAnswer::bookingId)
                        .distinct()
                        .count());
        List<Night> nights = stage.nights(roomType, stay);
        stage.check(
                "rooms recorded as sold, night by night",
                Collections.nCopies(NIGHTS, ROOMS),
                nights.stream().map(Night::booked).toList());
        stage.check(
                "rooms left, night by night",
                Collections.nCopies(NIGHTS, 0),
                nights.stream().map(Night::available).toList());
    }

    private static long answers(List<SellerAnswer> answers, Kind kind) {
        return answers.stream().filter(answer -> answer.kind() == kind).count();
    }
}

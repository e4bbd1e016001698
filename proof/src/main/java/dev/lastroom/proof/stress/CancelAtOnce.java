package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.Collections;
import java.util.List;

/** Sends a cancel again and again, while another booking must stay. */
final class CancelAtOnce implements Scenario {

    private static final int CANCELS = 50;
    private static final int ROOMS = 10;
    private static final int NIGHTS = 2;
    private static final int ROOMS_CANCELLED = 3;
    private static final int ROOMS_THAT_STAY = 4;

    @Override
    public String title() {
        return CANCELS + " cancels of one booking at once: its rooms are returned once";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, ROOMS);
        Stay stay = stage.stay(0, NIGHTS);
        SellerAnswer stays = stage.book(stage.request("stays", roomType, stay, ROOMS_THAT_STAY, "stays"));
        SellerAnswer leaves = stage.book(stage.request("leaves", roomType, stay, ROOMS_CANCELLED, "leaves"));
        stage.check("bookings made before", List.of(Kind.BOOKED, Kind.BOOKED), List.of(stays.kind(), leaves.kind()));
        BookingId bookingId = leaves.bookingId();
        if (bookingId == null) {
            return;
        }
        List<SellerAnswer> answers = stage.atOnce(CANCELS, _ -> stage.cancel(bookingId, "leaves"));

        stage.check(
                "answers that say cancelled",
                CANCELS,
                answers.stream()
                        .filter(answer -> answer.kind() == Kind.CANCELLED)
                        .count());
        stage.check(
                "cancels that changed something",
                1,
                answers.stream().filter(answer -> !answer.replayed()).count());
        stage.check(
                "rooms recorded as sold, night by night",
                Collections.nCopies(NIGHTS, ROOMS_THAT_STAY),
                stage.booked(roomType, stay));
    }
}

package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.Collections;
import java.util.List;

/** A guest's request that is sent again and again. */
final class SameRequestAtOnce implements Scenario {

    private static final int REQUESTS = 5;
    private static final int ROOMS = 10;
    private static final int NIGHTS = 2;

    @Override
    public String title() {
        return REQUESTS + " identical requests at once: one booking, " + REQUESTS + " equal answers";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, ROOMS);
        Stay stay = stage.stay(0, NIGHTS);
        Book request = stage.request("guest", roomType, stay, 1, "click");
        List<SellerAnswer> answers = stage.atOnce(REQUESTS, _ -> stage.book(request));

        stage.check(
                "answers that say booked",
                REQUESTS,
                answers.stream().filter(answer -> answer.kind() == Kind.BOOKED).count());
        stage.check(
                "bookings named in the answers",
                1,
                answers.stream().map(SellerAnswer::bookingId).distinct().count());
        stage.check(
                "answers that are not a replay",
                1,
                answers.stream().filter(answer -> !answer.replayed()).count());
        stage.check(
                "rooms recorded as sold, night by night", Collections.nCopies(NIGHTS, 1), stage.booked(roomType, stay));
    }
}

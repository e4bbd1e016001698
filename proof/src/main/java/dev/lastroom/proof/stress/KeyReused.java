package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.List;

/** Uses a key again with another request: later, and at the same time. */
final class KeyReused implements Scenario {

    private static final int ROOMS = 10;
    private static final int NIGHTS = 2;

    @Override
    public String title() {
        return "A key used again with another request: a conflict, and no second booking";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        RoomTypeId roomType = stage.openRoomType(NIGHTS, ROOMS);
        Stay one = stage.stay(0, 1);
        Stay both = stage.stay(0, NIGHTS);
        Book first = stage.request("guest", roomType, one, 1, "later");
        SellerAnswer booked = stage.book(first);
        SellerAnswer other = stage.book(stage.request("guest", roomType, both, 1, "later"));
        SellerAnswer again = stage.book(first);

        stage.check(
                "first request, another one with its key, the first again",
                List.of(Kind.BOOKED, Kind.KEY_CONFLICT, Kind.BOOKED),
                List.of(booked.kind(), other.kind(), again.kind()));
        stage.check(
                "bookings of the first request",
                1,
                booked.bookingId() != null && booked.bookingId().equals(again.bookingId()) ? 1 : 2);
        stage.check("rooms recorded as sold, night by night", List.of(1, 0), stage.booked(roomType, both));

        List<Kind> answers =
                stage.atOnce(2, i -> stage.book(stage.request("guest", roomType, one, 2 + i, "at-once"))).stream()
                        .map(SellerAnswer::kind)
                        .sorted()
                        .toList();
        stage.check("two requests with one key at once", List.of(Kind.BOOKED, Kind.KEY_CONFLICT), answers);
    }
}

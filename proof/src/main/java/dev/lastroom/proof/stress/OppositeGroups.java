package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Groups that want the same rooms in opposite orders: each gets all or nothing, and no deadlock occurs. */
final class OppositeGroups implements Scenario {

    static final int GROUPS = 20;
    private static final int ROOMS = 10;
    private static final int ROOM_TYPES = 4;
    private static final int NIGHTS = 3;

    @Override
    public String title() {
        return GROUPS + " groups in opposite orders, " + ROOMS + " rooms of each type: whole groups, and no deadlock";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        List<RoomTypeId> roomTypes = IntStream.range(0, ROOM_TYPES)
                .mapToObj(_ -> stage.openRoomType(NIGHTS, ROOMS))
                .toList();
        Stay stay = stage.stay(0, NIGHTS);
        List<SellerAnswer> answers = stage.atOnce(
                GROUPS,
                i -> stage.bookGroup(
                        "guide-" + i, items(i % 2 == 0 ? roomTypes : roomTypes.reversed(), stay), "group-" + i));

        stage.check(
                "deadlocks, timeouts and other errors",
                List.of(),
                answers.stream()
                        .filter(answer -> answer.kind() == Kind.TROUBLE)
                        .map(SellerAnswer::detail)
                        .distinct()
                        .toList());
        stage.check(
                "groups that were booked",
                ROOMS,
                answers.stream().filter(answer -> answer.kind() == Kind.BOOKED).count());
        stage.check(
                "groups told it is sold out",
                GROUPS - ROOMS,
                answers.stream()
                        .filter(answer -> answer.kind() == Kind.SOLD_OUT)
                        .count());
        for (RoomTypeId roomType : roomTypes) {
            stage.check(
                    "rooms of a type recorded as sold, night by night",
                    Collections.nCopies(NIGHTS, ROOMS),
                    stage.booked(roomType, stay));
        }
    }

    private static List<RoomStay> items(List<RoomTypeId> roomTypes, Stay stay) {
        return roomTypes.stream()
                .map(roomType -> new RoomStay(roomType, stay, 1))
                .toList();
    }
}

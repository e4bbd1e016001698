package dev.lastroom.proof.cli;

import dev.lastroom.proof.replay.Occupancy;
import dev.lastroom.proof.replay.Occupancy.RoomNights;
import dev.lastroom.server.cli.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows who had a room in a replayed history: a table of the room types, and a chart of the months. */
final class OccupancyOutput {

    private static final int WIDTH = 50;

    private OccupancyOutput() {}

    static void print(Console console, List<Occupancy> roomTypes) {
        console.line("");
        console.line(console.bold(String.format(
                "%-16s %6s %6s %9s %9s %7s %8s %9s",
                "room type", "rooms", "sold", "accepted", "came", "walked", "", "occupied")));
        long came = 0;
        long walked = 0;
        for (Occupancy type : roomTypes) {
            console.line(row(type.roomType(), type.rooms(), type.sold(), type.accepted(), type.came(), type.walked())
                    + String.format(" %8.1f%%", 100 * type.share()));
            came += type.came();
            walked += type.walked();
        }
        console.line(row(
                "all",
                roomTypes.stream().mapToInt(Occupancy::rooms).sum(),
                roomTypes.stream().mapToInt(Occupancy::sold).sum(),
                roomTypes.stream().mapToLong(Occupancy::accepted).sum(),
                came,
                walked));
        console.line("");
        console.line(console.bold("Room nights per month") + ": █ slept in, ▒ walked, more than there are rooms");
        Occupancy.together(roomTypes).forEach((month, nights) -> console.line(month + " " + bar(nights)));
    }

    private static String row(String name, int rooms, int sold, long accepted, long came, long walked) {
        return String.format(
                "%-16s %,6d %,6d %,9d %,9d %,7d %7.2f%%",
                name, rooms, sold, accepted, came, walked, came == 0 ? 0 : 100.0 * walked / came);
    }

    static String bar(RoomNights nights) {
        double share = nights.available() == 0 ? 0 : (double) nights.slept() / nights.available();
        int slept = (int) Math.round(share * WIDTH);
        // Even one walked guest is worth a mark, however many rooms there are.
        int missing = nights.missing() == 0
                ? 0
                : (int) Math.max(1, Math.round((double) nights.missing() * WIDTH / Math.max(1, nights.available())));
        return "█".repeat(slept) + "·".repeat(WIDTH - slept) + "│" + "▒".repeat(missing)
                + String.format(" %.1f%%", 100 * share)
                + (nights.missing() == 0 ? "" : String.format(", %,d walked", nights.missing()));
    }

    static Map<String, Object> fields(int percent, List<Occupancy> roomTypes) {
        List<Map<String, Object>> types = new ArrayList<>();
        for (Occupancy type : roomTypes) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("roomType", type.roomType());
            fields.put("rooms", type.rooms());
            fields.put("sold", type.sold());
            fields.put("accepted", type.accepted());
            fields.put("came", type.came());
            fields.put("walked", type.walked());
            fields.put("walkedRoomNights", type.walkedRoomNights());
            fields.put("occupied", type.share());
            types.add(fields);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("percent", percent);
        all.put("walked", roomTypes.stream().mapToLong(Occupancy::walked).sum());
        all.put("roomTypes", types);
        return all;
    }
}

package dev.lastroom.engine.booking;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Nights were opened, or offer other rooms or prices than before. Only those that changed are in it; how many rooms of
 * them are sold is told by the events of bookings. Immutable and thread-safe.
 *
 * @param roomTypeId their room type
 * @param before the nights that were open until then, in order
 * @param after all that changed, in order
 */
public record NightsEvent(RoomTypeId roomTypeId, List<Offer> before, List<Offer> after) implements Event.What {

    static final String NAME = "inventory.changed";

    /**
     * Nights in a row that offer the same.
     *
     * @param from the first
     * @param to the day after the last
     * @param total the rooms there are in each
     * @param price what a room costs in each, in minor units of the property's currency
     */
    public record Offer(LocalDate from, LocalDate to, int total, long price) {

        private boolean goesOnWith(Night night) {
            return to.equals(night.date()) && total == night.total() && price == night.price();
        }
    }

    public NightsEvent {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** As they were and as they are, each in order. */
    static NightsEvent of(RoomTypeId roomTypeId, List<Night> before, List<Night> after) {
        return new NightsEvent(roomTypeId, offers(before), offers(after));
    }

    private static List<Offer> offers(List<Night> nights) {
        List<Offer> offers = new ArrayList<>();
        for (Night night : nights) {
            LocalDate to = night.date().plusDays(1);
            if (!offers.isEmpty() && offers.getLast().goesOnWith(night)) {
                offers.set(offers.size() - 1, new Offer(offers.getLast().from(), to, night.total(), night.price()));
            } else {
                offers.add(new Offer(night.date(), to, night.total(), night.price()));
            }
        }
        return offers;
    }

    @Override
    public String name() {
        return NAME;
    }
}

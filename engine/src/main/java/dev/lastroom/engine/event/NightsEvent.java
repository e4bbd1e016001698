package dev.lastroom.engine.event;

import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomTypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Nights were opened, or their rooms, prices or rules have changed. It holds only the nights that changed. The events
 * of bookings tell how many of their rooms are booked. Immutable and thread-safe.
 *
 * @param roomTypeId their room type
 * @param before the nights that were open until then, in order
 * @param after all that changed, in order
 */
public record NightsEvent(RoomTypeId roomTypeId, List<Span> before, List<Span> after) implements Event.What {

    /** The name of these events. */
    public static final String NAME = "inventory.changed";

    /**
     * Consecutive nights that offer the same.
     *
     * @param from the first
     * @param to the day after the last
     * @param total the number of rooms on each
     * @param price the price of a room on each, in minor units of the property's currency
     * @param rules the rules by which each is sold, without the copy of the next night's rule
     */
    public record Span(LocalDate from, LocalDate to, int total, long price, NightRules rules) {

        private static Span of(Night night) {
            return new Span(night.date(), night.date().plusDays(1), night.total(), night.price(), shown(night));
        }

        private Span until(LocalDate end) {
            return new Span(from, end, total, price, rules);
        }

        private boolean goesOnWith(Night night) {
            return to.equals(night.date())
                    && total == night.total()
                    && price == night.price()
                    && rules.equals(shown(night));
        }
    }

    public NightsEvent {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** An event from the nights before and after, each in order. */
    public static NightsEvent of(RoomTypeId roomTypeId, List<Night> before, List<Night> after) {
        return new NightsEvent(roomTypeId, offers(before), offers(after));
    }

    /** Whether two states of a night differ in what they offer. */
    public static boolean differ(Night one, Night other) {
        return !Span.of(one).equals(Span.of(other));
    }

    /** A night's copy of the rule on departures belongs to the next night, whose event shows it. */
    private static NightRules shown(Night night) {
        return night.rules().withLastNight(NightRules.NONE.lastNight());
    }

    private static List<Span> offers(List<Night> nights) {
        List<Span> offers = new ArrayList<>();
        for (Night night : nights) {
            if (!offers.isEmpty() && offers.getLast().goesOnWith(night)) {
                offers.set(
                        offers.size() - 1, offers.getLast().until(night.date().plusDays(1)));
            } else {
                offers.add(Span.of(night));
            }
        }
        return offers;
    }

    @Override
    public String name() {
        return NAME;
    }
}

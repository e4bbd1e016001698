package dev.lastroom.store.testkit;

import static dev.lastroom.store.testkit.model.GrandHotel.DELUXE;
import static dev.lastroom.store.testkit.model.GrandHotel.TODAY;
import static dev.lastroom.store.testkit.model.GrandHotel.book;
import static dev.lastroom.store.testkit.model.GrandHotel.booking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.command.BookingCommand.Amend;
import dev.lastroom.engine.command.BookingCommand.Cancel;
import dev.lastroom.engine.command.BookingCommand.Reinstate;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.engine.outcome.Restriction;
import dev.lastroom.engine.outcome.SetupRefusal.CapacityBelowBooked;
import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.database.TwoServers;
import dev.lastroom.store.testkit.model.GrandHotel;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nights are sold by their rules, on every store and by every server. */
public abstract class RulesContract extends TwoServers {

    private static final RulesChange CLOSED = new RulesChange(null, true, null, null, null, null, null, null);
    private static final RulesChange OPEN = new RulesChange(null, false, null, null, null, null, null, null);

    private static final RulesChange NO_DEPARTURE = new RulesChange(null, null, null, true, null, null, null, null);

    private static OpenNights rules(int from, int to, RulesChange change) {
        return new OpenNights(DELUXE, TODAY.plusDays(from), TODAY.plusDays(to), null, null, change);
    }

    private static RulesChange overbooking(int rooms) {
        return new RulesChange(rooms, null, null, null, null, null, null, null);
    }

    private static Refused<?> violated(int day, Restriction rule, int value) {
        return new Refused<>(new RestrictionViolated(DELUXE, TODAY.plusDays(day), rule, value), false);
    }

    private List<Night> nights(int count) {
        return server.read().nights(DELUXE, TODAY, TODAY.plusDays(count));
    }

    @Test
    void everyRuleIsKeptAsItWasSet() {
        GrandHotel.open(server, 3, 10);
        RulesChange all = new RulesChange(2, true, true, true, 3, 14, 1, 200);
        assertThat(server.submit(rules(2, 4, all))).isEqualTo(new Done<>(new OpenNights.Opened(2), false));
        assertThat(nights(5))
                .extracting(Night::rules)
                .containsExactly(
                        NightRules.NONE,
                        NightRules.NONE.withLastNight(false),
                        new NightRules(2, true, true, true, false, 3, 14, 1, 200),
                        new NightRules(2, true, true, true, true, 3, 14, 1, 200),
                        NightRules.NONE);
        RulesChange none = new RulesChange(0, false, false, false, 1, 365, 0, 36_500);
        server.submit(rules(2, 4, none));
        assertThat(nights(10)).extracting(Night::rules).containsOnly(NightRules.NONE);
    }

    @Test
    void aRuleThatIsNotNamedIsKept() {
        GrandHotel.open(server, 3, 10);
        server.submit(rules(0, 1, CLOSED));
        server.submit(rules(0, 1, overbooking(1)));
        server.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(1), 7, 99L));
        assertThat(nights(1).getFirst().rules())
                .isEqualTo(CLOSED.applyTo(overbooking(1).applyTo(NightRules.NONE)));
    }

    @Test
    void aRefusalNamesTheNightTheRuleAndItsValueAndAKeyKeepsIt() {
        GrandHotel.open(server, 3, 10);
        server.submit(rules(2, 3, CLOSED));
        assertThat(server.submit(book("ann", 1, 3, 1).withKey("k"))).isEqualTo(violated(2, Restriction.CLOSED, 0));
        server.submit(rules(2, 3, OPEN));
        assertThat(other.submit(book("ann", 1, 3, 1).withKey("k")))
                .isEqualTo(
                        new Refused<>(new RestrictionViolated(DELUXE, TODAY.plusDays(2), Restriction.CLOSED, 0), true));
        booking(server.submit(book("ann", 1, 3, 1).withKey("another")));
    }

    @Test
    void theDayOfDepartureHasTheRulesForDepartures() {
        GrandHotel.open(server, 3, 10);
        server.submit(rules(3, 4, new RulesChange(null, null, null, true, null, null, null, null)));
        assertThat(server.submit(book("ann", 1, 2, 1))).isEqualTo(violated(3, Restriction.CLOSED_TO_DEPARTURE, 0));
        booking(server.submit(book("ann", 1, 1, 1)));
        booking(server.submit(book("bob", 1, 3, 1)));
    }

    /** The order in which the two nights were opened makes no difference. */
    @Test
    void aNightOpenedLaterKnowsTheNextNightsRuleForDepartures() {
        GrandHotel.open(server, 3, 2);
        server.submit(rules(4, 5, new RulesChange(null, null, null, true, null, null, null, null)));
        server.submit(rules(2, 4, RulesChange.NONE));
        assertThat(server.submit(book("ann", 0, 4, 1))).isEqualTo(violated(4, Restriction.CLOSED_TO_DEPARTURE, 0));
        booking(server.submit(book("ann", 0, 5, 1)));
    }

    @Test
    void aChangeChecksOnlyWhatItAdds() {
        GrandHotel.open(server, 5, 20);
        Booking made = booking(server.submit(book("ann", 2, 3, 2)));
        server.submit(rules(0, 5, new RulesChange(null, true, true, true, 5, 5, 0, 36_500)));
        Target target = Target.of(made.id());
        assertThat(server.submit(new Amend(target, null, null, null, 1))).isInstanceOf(Done.class);
        assertThat(server.submit(new Amend(target, null, null, null, 2))).isEqualTo(violated(2, Restriction.CLOSED, 0));
        assertThat(server.submit(new Amend(target, null, null, TODAY.plusDays(4), null)))
                .isEqualTo(violated(2, Restriction.MIN_STAY, 5));
        assertThat(server.submit(new Amend(target, null, null, TODAY.plusDays(6), null)))
                .isInstanceOf(Done.class);
        assertThat(server.submit(new Amend(target, null, null, TODAY.plusDays(7), null)))
                .isInstanceOf(Done.class);
        assertThat(server.submit(new Amend(target, null, TODAY.plusDays(3), null, null)))
                .isEqualTo(violated(3, Restriction.CLOSED_TO_ARRIVAL, 0));
        assertThat(server.submit(new Amend(target, null, TODAY.plusDays(8), TODAY.plusDays(9), 5)))
                .isInstanceOf(Done.class);
        assertThat(server.read().integrity().consistent()).isTrue();
    }

    @Test
    void aReinstatementChecksTheRulesAgain() {
        GrandHotel.open(server, 5, 20);
        Booking made = booking(server.submit(book("ann", 2, 3, 2)));
        server.submit(new Cancel(made.id(), null));
        server.submit(rules(4, 5, CLOSED));
        assertThat(server.submit(new Reinstate(Target.of(made.id()), null)))
                .isEqualTo(violated(4, Restriction.CLOSED, 0));
        server.submit(rules(4, 5, OPEN));
        assertThat(server.submit(new Reinstate(Target.of(made.id()), null))).isInstanceOf(Done.class);
    }

    @Test
    void guestsMustFitIntoTheRooms() {
        GrandHotel.open(server, 5, 20);
        server.submit(new SaveRoomType(
                new RoomType(DELUXE, new PropertyId(GrandHotel.PROPERTY), "Deluxe", "", 5, GrandHotel.PRICE)
                        .withMaxOccupancy(2)));
        assertThat(server.submit(book("ann", 0, 2, 2).forGuests(5)))
                .isEqualTo(violated(0, Restriction.MAX_OCCUPANCY, 2));
        Booking made = booking(server.submit(book("ann", 0, 2, 2).forGuests(4)));
        assertThat(server.read().booking(made.id()).orElseThrow().roomStay().guests())
                .isEqualTo(4);
        Target target = Target.of(made.id());
        assertThat(server.submit(new Amend(target, null, null, null, 1)))
                .isEqualTo(violated(0, Restriction.MAX_OCCUPANCY, 2));
        assertThat(server.submit(new Amend(target, null, null, null, 1, 2))).isInstanceOf(Done.class);
        assertThat(server.read().booking(made.id()).orElseThrow().roomStay().guests())
                .isEqualTo(2);
    }

    @Test
    void twentyBuyersForTenRoomsAndAnAllowanceOfTwo() throws Exception {
        GrandHotel.open(server, 10, 5);
        server.submit(rules(0, 5, overbooking(2)));
        List<Outcome<?>> outcomes =
                GrandHotel.atOnce(20, i -> () -> (i % 2 == 0 ? server : other).submit(book("buyer-" + i, i % 3, 3, 1)));
        int sold = (int) outcomes.stream().filter(Done.class::isInstance).count();
        // They all want the third night.
        assertThat(sold).isEqualTo(12);
        assertThat(nights(5).get(2).booked()).isEqualTo(12);
        assertThat(server.read().integrity().consistent()).isTrue();
    }

    @Test
    void theDatabaseItselfRefusesToSellMoreThanTheAllowance() throws SQLException {
        GrandHotel.open(server, 5, 2);
        server.submit(rules(0, 1, overbooking(2)));
        database.execute("UPDATE night SET booked = 7 WHERE overbooking = 2");
        assertThatThrownBy(() -> database.execute("UPDATE night SET booked = 8 WHERE overbooking = 2"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> database.execute("UPDATE night SET booked = 6 WHERE overbooking = 0"))
                .isInstanceOf(SQLException.class);
        try (Store store = database.open()) {
            assertThat(store.repair(new TreeSet<>(List.of(StoreContract.night(0))), GrandHotel.NOON))
                    .containsExactly(new Repair(StoreContract.night(0), 5, 0, 7, Repair.Resolution.CORRECTED));
        }
        assertThat(nights(1).getFirst().rules().overbooking()).isEqualTo(2);
    }

    @Test
    void anAllowanceThatIsSoldIsNotTakenBack() {
        GrandHotel.open(server, 5, 3);
        server.submit(rules(0, 3, overbooking(2)));
        booking(server.submit(book("ann", 1, 1, 7)));
        assertThat(server.submit(rules(0, 3, overbooking(1))))
                .isEqualTo(new Refused<>(
                        new CapacityBelowBooked(
                                DELUXE, List.of(new CapacityBelowBooked.BookedNight(TODAY.plusDays(1), 7))),
                        false));
        // One command may move rooms from the allowance to the total.
        assertThat(server.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(3), 7, null, overbooking(0))))
                .isEqualTo(new Done<>(new OpenNights.Opened(3), false));
        assertThat(server.submit(new OpenNights(DELUXE, TODAY, TODAY.plusDays(3), 3, null, overbooking(4))))
                .isEqualTo(new Done<>(new OpenNights.Opened(3), false));
    }

    @Test
    void nightsOpenedAtOnceKnowOfEachOther() throws Exception {
        assertThat(departuresForgotten(40, this)).isZero();
    }

    /**
     * Lets two servers each open one of two consecutive nights, the second closed to departure.
     *
     * @return in how many of {@code pairs} pairs the first night does not know of it
     */
    public static int departuresForgotten(int pairs, TwoServers on) throws Exception {
        GrandHotel.open(on.server, 3, 1);
        int forgotten = 0;
        for (int day = 10; day < 10 + 3 * pairs; day += 3) {
            OpenNights first = rules(day, day + 1, OPEN);
            OpenNights second = rules(day + 1, day + 2, NO_DEPARTURE);
            GrandHotel.atOnce(2, i -> () -> on.server(i).submit(i == 0 ? first : second));
            Outcome<?> outcome = on.server.submit(book("guest-" + day, day, 1, 1));
            forgotten += outcome.equals(violated(day + 1, Restriction.CLOSED_TO_DEPARTURE, 0)) ? 0 : 1;
        }
        return forgotten;
    }

    /** A booking at the same moment comes before the closing or is refused: a closed night is never booked. */
    @Test
    void closingAndBookingAtOnceHappenInOneOrder() throws Exception {
        GrandHotel.open(server, 100, 5);
        for (int round = 0; round < 10; round++) {
            server.submit(rules(0, 5, OPEN));
            String prefix = "guest-" + round + "-";
            List<Outcome<?>> outcomes = GrandHotel.atOnce(
                    6,
                    i -> () -> i == 3
                            ? server.submit(rules(0, 5, CLOSED))
                            : (i % 2 == 0 ? server : other).submit(book(prefix + i, i % 3, 2, 1)));
            assertThat(outcomes.get(3)).isEqualTo(new Done<>(new OpenNights.Opened(5), false));
            int before = nights(5).stream().mapToInt(Night::booked).sum();
            assertThat(other.submit(book(prefix + "late", 0, 2, 1))).isEqualTo(violated(0, Restriction.CLOSED, 0));
            assertThat(nights(5).stream().mapToInt(Night::booked).sum()).isEqualTo(before);
        }
        assertThat(server.read().integrity().consistent()).isTrue();
    }
}

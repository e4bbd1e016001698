package dev.lastroom.server.api.json;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Money;
import dev.lastroom.engine.money.Terms;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes terms, deposits and cancellation fees as JSON. */
public final class TermsJson {

    private static final String DEPOSIT_POLICY = "depositPolicy";
    private static final String CANCELLATION_POLICY = "cancellationPolicy";
    private static final String PERCENT = "percent";
    private static final String AMOUNT = "amount";
    private static final String FROM_ROOMS = "fromRooms";
    private static final String FEES = "fees";
    private static final String DAYS_BEFORE_ARRIVAL = "daysBeforeArrival";

    private TermsJson() {}

    /**
     * Reads the policies of a room type.
     *
     * @throws ProblemException naming the field that is missing or malformed
     */
    public static Terms read(JsonFields fields) {
        JsonFields deposit = fields.optionalObject(DEPOSIT_POLICY, List.of(PERCENT, AMOUNT, FROM_ROOMS));
        JsonFields cancellation = fields.optionalObject(CANCELLATION_POLICY, List.of(FEES));
        return new Terms(
                deposit == null ? null : readDeposit(deposit),
                cancellation == null ? null : readCancellation(cancellation));
    }

    private static DepositPolicy readDeposit(JsonFields fields) {
        Long fromRooms = fields.optionalInteger(FROM_ROOMS, DepositPolicy::checkFromRooms);
        Charge charge = readCharge(fields);
        return fields.made(
                () -> new DepositPolicy(charge, fromRooms == null ? 1 : fromRooms.intValue()),
                FROM_ROOMS,
                PERCENT,
                AMOUNT);
    }

    private static CancellationPolicy readCancellation(JsonFields fields) {
        List<Tier> tiers = fields.objects(FEES, List.of(DAYS_BEFORE_ARRIVAL, PERCENT, AMOUNT)).stream()
                .map(TermsJson::readTier)
                .toList();
        return fields.made(() -> new CancellationPolicy(tiers), FEES);
    }

    private static Tier readTier(JsonFields fields) {
        int days = (int) fields.integer(DAYS_BEFORE_ARRIVAL, Tier::checkDays);
        Charge charge = readCharge(fields);
        return fields.made(() -> new Tier(days, charge), DAYS_BEFORE_ARRIVAL, PERCENT, AMOUNT);
    }

    private static Charge readCharge(JsonFields fields) {
        Long percent = fields.optionalInteger(PERCENT, Charge.Percent::check);
        Long amount = fields.optionalInteger(AMOUNT, Charge.Fixed::check);
        return fields.made(() -> charge(percent, amount), PERCENT, AMOUNT);
    }

    private static Charge charge(@Nullable Long percent, @Nullable Long amount) {
        if (percent != null && amount == null) {
            return new Charge.Percent(percent.intValue());
        }
        if (amount != null && percent == null) {
            return new Charge.Fixed(amount);
        }
        throw new IllegalArgumentException("or " + AMOUNT + " must be given, but not both");
    }

    /** Adds the policies that the terms have. */
    public static void addPolicies(ObjectNode json, Terms terms) {
        DepositPolicy deposit = terms.deposit();
        if (deposit != null) {
            addCharge(json.putObject(DEPOSIT_POLICY), deposit.charge()).put(FROM_ROOMS, deposit.fromRooms());
        }
        addCancellationPolicy(json, terms);
    }

    private static void addCancellationPolicy(ObjectNode json, Terms terms) {
        CancellationPolicy cancellation = terms.cancellation();
        if (cancellation != null) {
            ArrayNode fees = json.putObject(CANCELLATION_POLICY).putArray(FEES);
            cancellation
                    .tiers()
                    .forEach(tier -> addCharge(
                            fees.addObject().put(DAYS_BEFORE_ARRIVAL, tier.daysBeforeArrival()), tier.charge()));
        }
    }

    private static ObjectNode addCharge(ObjectNode json, Charge charge) {
        return switch (charge) {
            case Charge.Percent(int percent) -> json.put(PERCENT, percent);
            case Charge.Fixed(long minor) -> json.put(AMOUNT, minor);
        };
    }

    /** Adds a booking's deposit, cancellation policy and fees. */
    public static void addTo(ObjectNode json, Booking booking) {
        Money deposit = booking.deposit();
        json.put("depositRequired", deposit != null);
        addMoney(json, "depositAmount", deposit);
        addCancellationPolicy(json, booking.rate().terms());
        addMoney(json, "cancellationFee", booking.life().cancellationFee());
        addMoney(json, "leastFee", booking.rate().leastFee());
    }

    private static void addMoney(ObjectNode json, String name, @Nullable Money money) {
        if (money != null) {
            json.put(name, money.minor());
        }
    }
}

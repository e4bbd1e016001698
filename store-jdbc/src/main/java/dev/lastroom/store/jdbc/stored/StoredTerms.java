package dev.lastroom.store.jdbc.stored;

import dev.lastroom.engine.money.CancellationPolicy;
import dev.lastroom.engine.money.CancellationPolicy.Tier;
import dev.lastroom.engine.money.Charge;
import dev.lastroom.engine.money.Charge.Fixed;
import dev.lastroom.engine.money.Charge.Percent;
import dev.lastroom.engine.money.DepositPolicy;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The text forms of terms: for example {@code 30% from 2} for a deposit, and {@code 14:30% 1:5000} for the tiers of a
 * cancellation policy. Reading throws {@link IllegalArgumentException} if a text has another form.
 */
final class StoredTerms {

    private static final String FROM = " from ";
    private static final String PERCENT = "%";

    private StoredTerms() {}

    static String write(DepositPolicy policy) {
        return write(policy.charge()) + FROM + policy.fromRooms();
    }

    static DepositPolicy deposit(String text) {
        String[] parts = text.split(FROM, -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a deposit policy: " + text);
        }
        return new DepositPolicy(charge(parts[0]), Integer.parseInt(parts[1]));
    }

    static String write(CancellationPolicy policy) {
        return policy.tiers().stream()
                .map(tier -> tier.daysBeforeArrival() + ":" + write(tier.charge()))
                .collect(Collectors.joining(" "));
    }

    static CancellationPolicy cancellation(String text) {
        return new CancellationPolicy(
                Arrays.stream(text.split(" ")).map(StoredTerms::tier).toList());
    }

    private static Tier tier(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a fee: " + text);
        }
        return new Tier(Integer.parseInt(text.substring(0, colon)), charge(text.substring(colon + 1)));
    }

    private static String write(Charge charge) {
        return switch (charge) {
            case Percent(int percent) -> percent + PERCENT;
            case Fixed(long minor) -> Long.toString(minor);
        };
    }

    private static Charge charge(String text) {
        return text.endsWith(PERCENT)
                ? new Percent(Integer.parseInt(text.substring(0, text.length() - 1)))
                : new Fixed(Long.parseLong(text));
    }
}

package dev.lastroom.proof.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The race of {@link LastRooms} against a seller that guards nothing. If its checks pass there too, they cannot detect
 * what they are for.
 */
final class NegativeControl implements Scenario {

    private final Supplier<Seller> unguarded;

    NegativeControl(Supplier<Seller> unguarded) {
        this.unguarded = unguarded;
    }

    @Override
    public String title() {
        return "Negative control: the first race against an unguarded sale must oversell";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        AnswerTally tally = new AnswerTally();
        List<Check> checks = new ArrayList<>();
        try (Seller seller = unguarded.get()) {
            new LastRooms().play(new Stage(seller, tally, "control", stage.seed(), checks::add));
        }
        long oversold = Math.max(0, tally.totals().booked() - LastRooms.ROOMS);
        boolean noticed = checks.stream().anyMatch(check -> !check.passed());
        stage.check("the unguarded sale oversells (it sold " + oversold + " rooms too many)", true, oversold > 0);
        stage.check("the checks of the first race notice it", true, noticed);
    }
}

package dev.lastroom.proof.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A race against a seller without the guard that the race is about. If all its checks pass there too, they cannot
 * detect what they are for.
 *
 * @param what what is done without the guard
 * @param race the race
 * @param unguarded makes the seller
 * @param mustFail the check that has to fail there
 */
record Control(String what, Scenario race, Supplier<Seller> unguarded, String mustFail) implements Scenario {

    @Override
    public String title() {
        return "Negative control: a check must fail if " + what;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        try (Seller seller = unguarded.get()) {
            race.play(new Stage(seller, new AnswerTally(), "control", stage.seed(), checks::add));
        }
        boolean noticed = checks.stream().anyMatch(check -> check.what().equals(mustFail) && !check.passed());
        stage.check("\"" + mustFail + "\" fails", true, noticed);
    }
}

package dev.lastroom.proof.stress;

import dev.lastroom.engine.store.StoreException;
import dev.lastroom.proof.stress.NaiveSeller.Lack;
import dev.lastroom.proof.stress.StressReport.Played;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Plays all scenarios at one seller, one after another. */
public final class StressSuite {

    private static final List<Scenario> SCENARIOS = List.of(
            new LastRooms(),
            new SameRequestAtOnce(),
            new OverlappingStays(),
            new CancelAtOnce(),
            new KeyReused(),
            new HoldStorm(Duration.ofSeconds(3)),
            new ConfirmRace(),
            new OppositeGroups(),
            new ChangeRace(),
            new WaitlistHandOver(),
            new AllotmentRelease(Duration.ofSeconds(3)),
            new NegativeControl(() -> new UnguardedSeller(LastRooms.BUYERS)),
            new Control(
                    "holds never end",
                    new HoldStorm(Duration.ofSeconds(1)),
                    () -> new NaiveSeller(Lack.HOLDS_NEVER_END, 0),
                    "buyers who got a room"),
            new Control(
                    "holds are confirmed after their end",
                    new ConfirmRace(),
                    () -> new NaiveSeller(Lack.CONFIRMS_WHAT_HAS_ENDED, 0),
                    "nights whose room was confirmed and sold"),
            new Control(
                    "groups lock in the order of their items",
                    new OppositeGroups(),
                    () -> new NaiveSeller(Lack.LOCKS_IN_ITEM_ORDER, 2),
                    "deadlocks, timeouts and other errors"),
            new Control(
                    "changes look first and write later",
                    new ChangeRace(),
                    () -> new NaiveSeller(Lack.CHANGES_AFTER_A_LOOK, ChangeRace.GUESTS),
                    "guests who moved"),
            new Control(
                    "the line is served later",
                    new WaitlistHandOver(),
                    () -> new NaiveSeller(Lack.ASKS_THE_LINE_LATER, WaitlistHandOver.ROOMS),
                    "places in line that are offered a room"),
            new Control(
                    "an allotment is released together with the rooms drawn from it",
                    new AllotmentRelease(Duration.ofSeconds(1)),
                    () -> new NaiveSeller(Lack.RELEASES_WHAT_IS_DRAWN, 0),
                    "rooms sold to guests and buyers"));

    private final Seller seller;
    private final String run;
    private final long seed;
    private final Audience audience;

    /** Receives the suite's progress, on the thread that runs it. */
    public interface Audience {

        /** A scenario begins. */
        void begins(int number, int of, String title);

        /** Something was checked. */
        void checked(Check check);
    }

    /**
     * Prepares a run of the suite.
     *
     * @param run begins every id it makes, up to 32 characters of an id; no other run on this seller may have had it
     * @param seed decides all random choices
     */
    public StressSuite(Seller seller, String run, long seed, Audience audience) {
        this.seller = seller;
        this.run = run;
        this.seed = seed;
        this.audience = audience;
    }

    /**
     * Plays all scenarios. A scenario that breaks down counts as a failed check, and the next one is played.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public StressReport play() throws InterruptedException {
        return play(SCENARIOS);
    }

    StressReport play(List<Scenario> scenarios) throws InterruptedException {
        AnswerTally tally = new AnswerTally();
        List<Played> played = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            Scenario scenario = scenarios.get(i);
            audience.begins(i + 1, scenarios.size(), scenario.title());
            played.add(new Played(scenario.title(), play(scenario, run + "-" + (i + 1), tally)));
        }
        return new StressReport(seed, provesSomething(scenarios, played), played, tally.totals());
    }

    private static boolean provesSomething(List<Scenario> scenarios, List<Played> played) {
        List<Integer> controls = IntStream.range(0, scenarios.size())
                .filter(i -> isControl(scenarios.get(i)))
                .boxed()
                .toList();
        return !controls.isEmpty()
                && controls.stream().allMatch(i -> played.get(i).passed());
    }

    private static boolean isControl(Scenario scenario) {
        return scenario instanceof NegativeControl || scenario instanceof Control;
    }

    private List<Check> play(Scenario scenario, String name, AnswerTally tally) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        Stage stage = new Stage(seller, tally, name, seed, check -> {
            checks.add(check);
            audience.checked(check);
        });
        try {
            scenario.play(stage);
        } catch (SellerException | StoreException | IllegalArgumentException e) {
            // IllegalArgumentException means an impossible value, such as a night with more rooms sold than there are.
            stage.check("the scenario reaches its end", "yes", String.valueOf(e.getMessage()));
        }
        return checks;
    }
}

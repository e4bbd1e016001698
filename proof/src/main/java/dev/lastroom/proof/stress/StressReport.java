package dev.lastroom.proof.stress;

import java.util.List;

/**
 * The suite's findings.
 *
 * @param seed the seed of all random choices
 * @param provesSomething whether the negative controls show that the checks can fail
 * @param scenarios every scenario with its checks
 * @param totals counts and times over all scenarios, without the negative controls
 */
public record StressReport(long seed, boolean provesSomething, List<Played> scenarios, StressTotals totals) {

    public StressReport {
        scenarios = List.copyOf(scenarios);
    }

    /** Whether every check of every scenario passed. */
    public boolean passed() {
        return scenarios.stream().allMatch(Played::passed);
    }

    /** How many checks there were. */
    public long checks() {
        return scenarios.stream()
                .mapToLong(scenario -> scenario.checks().size())
                .sum();
    }

    /** How many checks failed. */
    public long failures() {
        return scenarios.stream()
                .flatMap(scenario -> scenario.checks().stream())
                .filter(check -> !check.passed())
                .count();
    }

    /** A scenario and its checks. */
    public record Played(String title, List<Check> checks) {

        public Played {
            checks = List.copyOf(checks);
        }

        /** Whether something was checked, and all of it passed. */
        public boolean passed() {
            return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
        }
    }
}

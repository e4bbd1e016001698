package dev.lastroom.proof.check;

import dev.lastroom.proof.history.History;
import java.util.List;

/**
 * Decides whether sequential commands can explain a history of real clients: each command takes effect at some moment
 * between its start and its end, under the rules of {@link Ledger}. No night is ever over its limit. Every
 * acknowledged booking and cancel happens once and in its interval. Every refusal is justified at some moment.
 * Everything unknown happens wholly or not at all. The end is exactly what the database holds.
 *
 * <p>Conditions that are quick to check and easy to read come first, then the search for the order itself. Immutable
 * and thread-safe.
 *
 * @param pointsMax how many points of each component of a history the search may visit before it gives up
 */
public record HistoryChecker(int pointsMax) {

    /** Enough for a few hundred commands of up to ten clients. */
    public static final HistoryChecker DEFAULT = new HistoryChecker(50_000);

    /** Judges a history. */
    public Verdict check(History history) {
        List<String> broken = NecessaryConditions.violations(history);
        if (!broken.isEmpty()) {
            return new Verdict.Broken(broken);
        }
        int points = 0;
        for (Component component : Component.of(history)) {
            Verdict verdict = new OrderSearch(component, pointsMax).search();
            if (!(verdict instanceof Verdict.Explained(int visited))) {
                return verdict;
            }
            points += visited;
        }
        return new Verdict.Explained(points);
    }
}

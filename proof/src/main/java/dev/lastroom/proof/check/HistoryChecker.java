package dev.lastroom.proof.check;

import dev.lastroom.proof.history.History;
import java.util.List;

/**
 * Decides whether a history of real clients can be explained by commands that were carried out one after the other,
 * each at some moment between its start and its end, under the rules of {@link Ledger}: no night ever over its limit,
 * every acknowledged booking and cancel once and in its interval, every refusal justified at some moment, everything
 * unknown wholly there or wholly absent, and in the end exactly what is in the database.
 *
 * <p>First come conditions that are quickly checked and easily read; then a search for the order itself. Immutable and
 * thread-safe.
 *
 * @param pointsMax how many points of each part of a history the search may visit before it gives up
 */
public record HistoryChecker(int pointsMax) {

    /** Enough for some hundred events of up to ten clients. */
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

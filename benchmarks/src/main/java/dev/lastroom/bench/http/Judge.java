package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Compares what servers answer to searches with what the database does, while nobody books.
 *
 * @param database a server that answers every search from the database
 */
record Judge(URI database) {

    private static final int SAMPLES = 20;
    private static final Pattern TIME = Pattern.compile("\"asOf\":\"[^\"]*\"");

    /** As promised: other servers show what was committed after {@code search.staleMax}. */
    private static final Duration STALE_MAX = Duration.ofMillis(250);

    /** @throws ContenderFailedException if an answer differs */
    void compare(List<URI> servers, Supplier<Question.Read> searches) throws InterruptedException {
        Thread.sleep(STALE_MAX);
        for (int i = 0; i < SAMPLES; i++) {
            String path = searches.get().path();
            String right = answer(database, path);
            for (URI server : servers) {
                String answer = answer(server, path);
                if (!answer.equals(right)) {
                    throw new ContenderFailedException(
                            "the answer to " + path + " was " + answer + ", but is " + right, null);
                }
            }
        }
    }

    private static String answer(URI server, String path) throws InterruptedException {
        return TIME.matcher(Calls.get(server, path)).replaceAll("");
    }
}

package dev.lastroom.server.edge;

import dev.lastroom.server.http.Answer;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What becomes of a request, decided as soon as its head is there. */
public sealed interface Work {

    /**
     * It is answered without its body.
     *
     * @param isLast whether the connection is closed afterwards
     */
    record Answered(Answer answer, boolean isLast) implements Work {}

    /**
     * It is carried out when its body is there.
     *
     * @param bodyBytesMax the longest body, in bytes; 0 if the body is of no interest
     * @param blocks whether {@code run} needs a thread of its own
     * @param run carries it out; neither it nor what it returns fails with an exception
     */
    record Task(int bodyBytesMax, boolean blocks, Function<byte[], CompletionStage<Answer>> run) implements Work {}

    /** Finds the work for a request. */
    @FunctionalInterface
    interface Finder {

        /**
         * Finds the work for a request whose sender is known. Must not block.
         *
         * @throws dev.lastroom.server.http.ProblemException if the request cannot be carried out
         */
        Work find(Exchange exchange);
    }
}

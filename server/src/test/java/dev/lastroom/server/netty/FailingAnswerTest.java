package dev.lastroom.server.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.server.edge.Work;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.testing.RawClient;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that cannot be written to its end. */
@Timeout(60)
class FailingAnswerTest {

    private static final String GET = RawClient.request("GET /", "");

    /** Writes a part, and fails. */
    private record Broken() implements Answer.Stream {
        @Override
        public String type() {
            return "text/event-stream";
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write("begun".getBytes(US_ASCII));
            throw new IllegalStateException("broken");
        }

        @Override
        public void close() {}
    }

    private static void isCutOff(Work work, String beginning) throws Exception {
        try (FixedAnswer service = new FixedAnswer(work)) {
            String read = RawClient.exchange(service.port(), GET);
            assertThat(read).contains(beginning).doesNotEndWith("0\r\n\r\n");
            while (service.requestsInFlight() > 0 || service.openConnections() > 0) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void aStreamThatBreaksIsCutOff() throws Exception {
        Answer answer = new Answer(200, new Broken());
        isCutOff(new Work.Task(0, true, _ -> CompletableFuture.completedFuture(answer)), "begun");
    }

    /** No such header can be written. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatCannotBeWrittenEndsItsConnection(boolean blocks) throws Exception {
        Answer answer = new Answer(200, new Answer.Text("text/plain", "never")).with("broken", "a\r\nb");
        CompletionStage<Answer> made = CompletableFuture.completedFuture(answer);
        isCutOff(new Work.Task(0, blocks, _ -> made), "");
    }
}

package dev.lastroom.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Sends answers. */
public final class AnswerWriter {

    private AnswerWriter() {}

    public static void send(Answer answer, ServerResponse response) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (answer.status() == Answer.NOT_MODIFIED) {
            response.send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, answer.content().type());
        switch (answer.content()) {
            case Answer.Whole whole -> response.send(whole.bytes());
            case Answer.Stream stream -> send(stream, response);
        }
    }

    private static void send(Answer.Stream stream, ServerResponse response) {
        try (stream;
                OutputStream out = response.outputStream()) {
            stream.writeTo(out);
        } catch (IOException e) {
            throw new CloseConnectionException("the client is gone", e);
        }
    }
}

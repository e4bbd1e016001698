package dev.lastroom.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Sends answers. */
final class Answers {

    private Answers() {}

    static void send(Answer answer, ServerResponse response) {
        response.status(Status.create(answer.status()));
        response.header(HeaderNames.CONTENT_TYPE, answer.content().type());
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.send(answer.content().bytes());
    }
}

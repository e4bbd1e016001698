package dev.lastroom.server.edge;

import dev.lastroom.engine.command.Caller;
import dev.lastroom.server.access.Identity;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.UUID;

/**
 * What is known of one request and its answer for the log, and what memory they have. For the request's own thread.
 */
public final class Exchange implements AutoCloseable {

    /** The name of the request's id in requests and answers. */
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

    /** The name of the request's id in log lines. */
    public static final String REQUEST_ID_IN_LOG = "requestId";

    private final String requestId;
    private final Budget.Share requestBytes;
    private final Budget.Share answerBytes;
    private Identity identity = Identity.NOBODY;
    private String route = "none";

    Exchange(ServerRequestHeaders headers, Budget requestBytes, Budget answerBytes) {
        this.requestId = requestId(headers);
        this.requestBytes = requestBytes.share();
        this.answerBytes = answerBytes.share();
    }

    /** The exchange of what is too malformed to be a request, and takes no memory. */
    static Exchange ofNothing(ServerRequestHeaders headers) {
        Budget none = new Budget("nothing", 0);
        return new Exchange(headers, none, none);
    }

    /** The exchange to which {@code request} belongs. */
    public static Exchange of(ServerRequest request) {
        return request.context().get(Exchange.class).orElseThrow();
    }

    /** The caller's request id, or a new one where there is none that could be logged as it is. */
    private static String requestId(ServerRequestHeaders headers) {
        List<String> given = headers.all(REQUEST_ID, List::of);
        return given.size() == 1 && isWellFormed(given.getFirst())
                ? given.getFirst()
                : UUID.randomUUID().toString();
    }

    private static boolean isWellFormed(String id) {
        return !id.isEmpty()
                && id.length() <= Caller.REQUEST_ID_LENGTH_MAX
                && id.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    String requestId() {
        return requestId;
    }

    /** The memory of the request, with all that is made of it. */
    Budget.Share requestBytes() {
        return requestBytes;
    }

    /** The memory of the answer to a read: that to a command is small, and never refused. */
    public Budget.Share answerBytes() {
        return answerBytes;
    }

    /** Gives its memory back. */
    @Override
    public void close() {
        requestBytes.close();
        answerBytes.close();
    }

    /** Whose API key it came with. */
    String owner() {
        return identity.owner();
    }

    /** The path of the route that answers, with its parameters in braces. */
    String route() {
        return route;
    }

    public void isFor(Route answering) {
        route = answering.path();
    }

    /** Whom it comes from. */
    public Identity identity() {
        return identity;
    }

    void isBy(Identity sender) {
        identity = sender;
        requestBytes.isOf(sender.owner());
        answerBytes.isOf(sender.owner());
    }
}

package dev.lastroom.server.edge;

import dev.lastroom.engine.command.Caller;
import dev.lastroom.server.access.Identity;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.UUID;

/** One request and its answer: what the log needs of them, and their memory. For the request's own thread. */
public final class Exchange implements AutoCloseable {

    /** The header with the request's id, in requests and answers. */
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

    /** Returns an exchange for input too malformed to be a request. It takes no memory. */
    static Exchange ofNothing(ServerRequestHeaders headers) {
        Budget none = new Budget("nothing", 0);
        return new Exchange(headers, none, none);
    }

    /** Returns the exchange of {@code request}. */
    public static Exchange of(ServerRequest request) {
        return request.context().get(Exchange.class).orElseThrow();
    }

    /** Returns the caller's request id, or a new one if there is none that is safe to log. */
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

    /** Returns the memory of the request and everything made from it. */
    Budget.Share requestBytes() {
        return requestBytes;
    }

    /** Returns the memory of the answer to a read. Answers to commands are small, and never refused. */
    public Budget.Share answerBytes() {
        return answerBytes;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        requestBytes.close();
        answerBytes.close();
    }

    /** Returns the owner of the request's API key. */
    String owner() {
        return identity.owner();
    }

    /** Returns the path of the answering route, with its parameters in braces. */
    String route() {
        return route;
    }

    public void isFor(Route answering) {
        route = answering.path();
    }

    /** Returns the caller's identity. */
    public Identity identity() {
        return identity;
    }

    void isBy(Identity sender) {
        identity = sender;
        requestBytes.isOf(sender.owner());
        answerBytes.isOf(sender.owner());
    }
}

package dev.lastroom.server.edge;

import dev.lastroom.engine.command.Caller;
import dev.lastroom.server.access.Identity;
import dev.lastroom.server.http.Head;
import dev.lastroom.server.http.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/** One request and its answer: what the log needs of them, and their memory. One thread at a time uses it. */
public final class Exchange {

    /** The header with the request's id, in requests and answers. */
    public static final String REQUEST_ID = "X-Request-Id";

    /** The name of the request's id in log lines. */
    public static final String REQUEST_ID_IN_LOG = "requestId";

    /** The memory that a request takes for each byte of its body: as JSON, commands, outcomes and an answer. */
    private static final long WEIGHT = 8;

    private final long startNanos = System.nanoTime();
    private final Head head;
    private final InetAddress client;
    private final Executor executor;
    private final String requestId;
    private final Budget.Share requestBytes;
    private final Budget.Share answerBytes;
    private Identity identity = Identity.NOBODY;
    private String route = "none";
    private boolean isInside;

    Exchange(Head head, InetAddress client, Executor executor, Budget requestBytes, Budget answerBytes) {
        this.head = head;
        this.client = client;
        this.executor = executor;
        this.requestId = requestId(head.headers());
        this.requestBytes = requestBytes.share();
        this.answerBytes = answerBytes.share();
    }

    /** Returns the caller's request id, or a new one if there is none that is safe to log. */
    private static String requestId(Headers headers) {
        List<String> given = headers.all(REQUEST_ID);
        return given.size() == 1 && isWellFormed(given.getFirst()) ? given.getFirst() : newRequestId();
    }

    /** An id only has to be its own: nothing is protected by it. */
    private static String newRequestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static boolean isWellFormed(String id) {
        return !id.isEmpty()
                && id.length() <= Caller.REQUEST_ID_LENGTH_MAX
                && id.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    public Head head() {
        return head;
    }

    /** Returns the address of the caller: the other end of the connection, or what a trusted proxy says. */
    public InetAddress client() {
        return client;
    }

    /** Returns the executor on which the request began, for work that does not block. */
    public Executor executor() {
        return executor;
    }

    public String requestId() {
        return requestId;
    }

    /** Runs {@code action} with the request's id in the log lines of this thread. */
    public void log(Runnable action) {
        MDC.put(REQUEST_ID_IN_LOG, requestId);
        try {
            action.run();
        } finally {
            MDC.remove(REQUEST_ID_IN_LOG);
        }
    }

    /** Takes memory for a body and everything made from it without waiting, and returns whether there was enough. */
    public boolean tryKeepBody(long bytes) {
        return requestBytes.tryKeepAtOnce(WEIGHT * bytes);
    }

    /** Takes memory for a body as {@link #tryKeepBody} does, but waits for it, and throws if there is not enough. */
    public void keepBody(long bytes) {
        requestBytes.keep(WEIGHT * bytes);
    }

    /** Returns the memory of the answer to a read. Answers to commands are small, and never refused. */
    public Budget.Share answerBytes() {
        return answerBytes;
    }

    /** Gives the memory back. */
    void close() {
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

    /** Names the answering route. An answer of a prompt route is made without waiting, for memory too. */
    public void isFor(Route answering) {
        route = answering.path();
        if (answering.endpoint() instanceof Route.Prompt) {
            answerBytes.neverWaits();
        }
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

    /** Marks the request as counted among those in flight. */
    void enters() {
        isInside = true;
    }

    boolean isInside() {
        return isInside;
    }

    long nanos() {
        return System.nanoTime() - startNanos;
    }
}

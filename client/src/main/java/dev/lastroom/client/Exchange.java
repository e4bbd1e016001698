package dev.lastroom.client;

import dev.lastroom.client.model.ErrorCode;
import dev.lastroom.client.model.Problem;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A call on its way, with all its attempts. Each begins after the one before has ended, so its fields need no lock.
 *
 * @param <T> what the call is answered with
 */
final class Exchange<T> {

    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Transport transport;
    private final Limits limits;
    private final Call<T> call;
    private final long end;
    private final CompletableFuture<Answer<T>> result = new CompletableFuture<>();
    private int attempts;
    private boolean mayHaveHappened;

    private Exchange(Transport transport, Limits limits, Call<T> call) {
        this.transport = transport;
        this.limits = limits;
        this.call = call;
        this.end = System.nanoTime() + limits.call().toNanos();
    }

    static <T> CompletableFuture<Answer<T>> begin(Transport transport, Limits limits, Call<T> call) {
        Exchange<T> exchange = new Exchange<>(transport, limits, call);
        exchange.attempt();
        return exchange.result;
    }

    private void attempt() {
        if (result.isDone()) {
            return;
        }
        attempts++;
        Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        Duration limit = left.compareTo(limits.attempt()) < 0 ? left : limits.attempt();
        try {
            CompletableFuture<Void> unused =
                    transport.send(call, limit).handle(this::judge).exceptionally(this::fail);
        } catch (RuntimeException e) {
            // Not a fault of the network, such as a header that HTTP does not allow.
            result.completeExceptionally(e);
        }
    }

    private @Nullable Void fail(Throwable e) {
        result.completeExceptionally(e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
        return null;
    }

    private @Nullable Void judge(@Nullable HttpResponse<byte[]> response, @Nullable Throwable thrown) {
        if (response == null) {
            unanswered(thrown instanceof CompletionException ? thrown.getCause() : thrown);
        } else if (response.statusCode() < 300 || response.statusCode() == NOT_MODIFIED) {
            answered(response);
        } else {
            refused(response);
        }
        return null;
    }

    private void answered(HttpResponse<byte[]> response) {
        try {
            HttpHeaders headers = response.headers();
            T body = response.statusCode() == NOT_MODIFIED ? null : read(response.body());
            Answer.Headers said = new Answer.Headers(
                    headers.firstValue("X-Request-Id"),
                    headers.firstValue("ETag"),
                    headers.firstValue("Lastroom-Position"),
                    headers.firstValue("Idempotency-Replayed").isPresent());
            result.complete(new Answer<>(response.statusCode(), body, said));
        } catch (JacksonException e) {
            // It was cut off, or is no answer of Lastroom's.
            unanswered(e);
        }
    }

    private T read(byte[] body) {
        return call.answer() == String.class
                ? call.answer().cast(new String(body, StandardCharsets.UTF_8))
                : Json.MAPPER.readValue(body, call.answer());
    }

    private void unanswered(@Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            again(true, Duration.ZERO, mayHaveHappened ? unknown(null, cause) : new UnreachableException(call, cause));
        } else {
            mayHaveHappened = true;
            again(call.isRepeatable(), Duration.ZERO, unknown(null, cause));
        }
    }

    private void refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Problem problem = Transport.problem(response.headers(), response.body());
        boolean nothingChanged = changedNothing(status, problem);
        mayHaveHappened |= !nothingChanged;
        // These say nothing of an earlier attempt that was lost; other refusals were decided by its key.
        boolean ofThisAttempt = status == UNAUTHENTICATED || status == FORBIDDEN || mayComeLater(status, problem);
        boolean known = nothingChanged && !(mayHaveHappened && ofThisAttempt);
        LastroomException exception = known || (call.isRead() && status < SERVER_ERROR)
                ? new RefusedException(call, status, problem)
                : unknown(problem, null);
        boolean again = mayComeLater(status, problem) && (nothingChanged || call.isRepeatable());
        again(again, Transport.retryAfter(response.headers()), exception);
    }

    /** Only Lastroom's own problems are trusted to say that nothing changed; a proxy may have passed the call on. */
    private boolean changedNothing(int status, @Nullable Problem problem) {
        if (problem == null) {
            return status < SERVER_ERROR && status != TOO_MANY;
        }
        return problem.error() != ErrorCode.OUTCOME_UNKNOWN
                && (status < SERVER_ERROR || problem.retryable() || call.isRead());
    }

    private static boolean mayComeLater(int status, @Nullable Problem problem) {
        return problem == null ? status == TOO_MANY || status > SERVER_ERROR : problem.retryable();
    }

    private UnknownOutcomeException unknown(@Nullable Problem problem, @Nullable Throwable cause) {
        return new UnknownOutcomeException(call, problem, cause);
    }

    /** Tries again after a pause, or gives up if that makes no sense or takes too long. */
    private void again(boolean sensible, Duration atLeast, LastroomException otherwise) {
        Duration pause = atLeast.plus(limits.pause(attempts));
        boolean inTime = System.nanoTime() + pause.toNanos() - end < 0;
        if (!sensible || call.isOnce() || attempts >= limits.attemptsMax() || !inTime) {
            result.completeExceptionally(otherwise);
            return;
        }
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(this::attempt);
    }
}

package dev.lastroom.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to a Lastroom server. It tries again where that is safe: a call that nothing was changed by, a read, and
 * a call with an idempotency key, which it keeps. Immutable and thread-safe; one client is enough for a program, and
 * needs no closing.
 */
public final class LastroomClient {

    private final Transport transport;
    private final Limits limits;

    private LastroomClient(Transport transport, Limits limits) {
        this.transport = transport;
        this.limits = limits;
    }

    /**
     * Begins to make a client.
     *
     * @param base the server, such as {@code https://bookings.example.com}; a path is allowed
     */
    public static Builder builder(URI base) {
        return new Builder(base);
    }

    /**
     * Sends a call and waits for the answer.
     *
     * @throws RefusedException if it was refused, and nothing changed
     * @throws UnknownOutcomeException if nobody knows whether it was carried out, or the thread was interrupted
     * @throws UnreachableException if there was no connection
     */
    public <T> T send(Call<T> call) {
        return exchange(call).value();
    }

    /** Sends a call and waits for the answer with its headers; else like {@link #send}. */
    public <T> Answer<T> exchange(Call<T> call) {
        CompletableFuture<Answer<T>> answer = exchangeAsync(call);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new UnknownOutcomeException(call, null, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Sends a call. The future fails with what {@link #send} throws. Cancelling it ends the attempts; the one in
     * progress may still be carried out.
     */
    public <T> CompletableFuture<Answer<T>> exchangeAsync(Call<T> call) {
        return Exchange.begin(transport, limits, call);
    }

    /** Sends a call, like {@link #exchangeAsync}, for the value alone. */
    public <T> CompletableFuture<T> sendAsync(Call<T> call) {
        return exchangeAsync(call).thenApply(Answer::value);
    }

    /** Returns the pages of a list. Each is read when it is asked for, with the exceptions of {@link #send}. */
    public <P extends Page<?>> Stream<P> pages(Call<P> call) {
        return stream(new Pages<>(this, call));
    }

    /** Returns the elements of a list. Each page is read when its first element is asked for. */
    public <E, P extends Page<E>> Stream<E> items(Call<P> call) {
        return pages(call).flatMap(page -> page.items().stream());
    }

    /** Follows a stream, across broken connections and restarts of the server, until the follower is closed. */
    public <E> Follower<E> follow(StreamCall<E> call) {
        return new Follower<>(transport, limits, call);
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** The pages from one call on. */
    private static final class Pages<P extends Page<?>> implements Iterator<P> {

        private final LastroomClient client;
        private final Deque<Call<P>> next = new ArrayDeque<>(1);

        Pages(LastroomClient client, Call<P> first) {
            this.client = client;
            next.add(first);
        }

        @Override
        public boolean hasNext() {
            return !next.isEmpty();
        }

        @Override
        public P next() {
            Call<P> call = next.peek();
            if (call == null) {
                throw new NoSuchElementException();
            }
            P page = client.send(call);
            next.clear();
            String cursor = page.next();
            if (cursor != null) {
                next.add(call.at(cursor));
            }
            return page;
        }
    }

    /** Makes a client. For one thread. */
    public static final class Builder {

        private final URI base;
        private @Nullable String apiKey;
        private @Nullable HttpClient http;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration attemptTimeout = Duration.ofSeconds(30);
        private Duration callTimeout = Duration.ofMinutes(2);
        private int attemptsMax = 5;
        private Duration pauseMin = Duration.ofMillis(100);
        private Duration pauseMax = Duration.ofSeconds(5);

        private Builder(URI base) {
            String scheme = base.getScheme();
            if (!("http".equals(scheme) || "https".equals(scheme)) || base.getRawQuery() != null) {
                throw new IllegalArgumentException("no http or https address of a server: " + base);
            }
            String text = base.toString();
            this.base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
        }

        /** Sets the API key. By default, none is sent. */
        public Builder apiKey(String key) {
            this.apiKey = key;
            return this;
        }

        /** Sets the longest wait for a connection, by default 5 s. Not used with a {@link #httpClient}. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /** Sets the longest time of one attempt, by default 30 s. */
        public Builder attemptTimeout(Duration timeout) {
            this.attemptTimeout = timeout;
            return this;
        }

        /** Sets the longest time of a call with all its attempts and pauses, by default 2 min. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = timeout;
            return this;
        }

        /** Sets the most attempts of a call, by default 5. */
        public Builder attemptsMax(int attempts) {
            this.attemptsMax = attempts;
            return this;
        }

        /**
         * Sets the pauses between attempts, which are random.
         *
         * @param first the longest first pause, by default 100 ms; it doubles with each attempt
         * @param longest the longest pause, by default 5 s; {@code Retry-After} adds to it
         */
        public Builder pauses(Duration first, Duration longest) {
            this.pauseMin = first;
            this.pauseMax = longest;
            return this;
        }

        /** Sets the HTTP client, for certificates, proxies or threads of your own. It should not follow redirects. */
        public Builder httpClient(HttpClient client) {
            this.http = client;
            return this;
        }

        /**
         * Makes the client.
         *
         * @throws IllegalArgumentException if a time is not positive, or there is no attempt
         */
        public LastroomClient build() {
            Limits limits = new Limits(attemptTimeout, callTimeout, attemptsMax, pauseMin, pauseMax);
            return new LastroomClient(new Transport(http == null ? newHttp() : http, base, apiKey), limits);
        }

        private HttpClient newHttp() {
            return HttpClient.newBuilder()
                    .connectTimeout(connectTimeout)
                    // Without TLS, HTTP/2 would begin with an upgrade that proxies may not know.
                    .version("https".equals(base.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .build();
        }
    }
}

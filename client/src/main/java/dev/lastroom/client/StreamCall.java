package dev.lastroom.client;

/**
 * A call that is answered with a stream; see {@link LastroomClient#follow}. Immutable.
 *
 * @param <E> what comes in the stream
 */
public final class StreamCall<E> {

    private final Call<String> call;
    private final Class<E> element;

    StreamCall(Call<String> call, Class<E> element) {
        this.call = call;
        this.element = element;
    }

    /** Passes on a trace; see {@link Call#withTraceparent}. */
    public StreamCall<E> withTraceparent(String traceparent) {
        return new StreamCall<>(call.withTraceparent(traceparent), element);
    }

    Call<String> call() {
        return call;
    }

    Class<E> element() {
        return element;
    }
}

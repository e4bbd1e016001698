package dev.lastroom.client.model;

/** What became of one request of a batch. */
public sealed interface BatchResult {

    /** Returns the HTTP status that the request alone would have been answered with. */
    int statusCode();

    /**
     * It was booked.
     *
     * @param booking the booking
     * @param statusCode 201 for a new booking, 200 for a replay
     */
    record Booked(BookingAnswer booking, int statusCode) implements BatchResult {}

    /**
     * It was not booked, or nobody knows: see {@link Problem#error()}. The client does not send it again. Send the
     * batch again, with the same call, if {@link Problem#retryable()}.
     *
     * @param problem the problem
     * @param statusCode 400 to 599
     */
    record NotBooked(Problem problem, int statusCode) implements BatchResult {}
}

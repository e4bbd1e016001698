package dev.lastroom.bench.http;

/**
 * The load sent over HTTP.
 *
 * @param connections how many connections, each with one request at a time
 * @param bookings how many bookings a request carries: 1 alone, more as a batch
 */
record Load(int connections, int bookings) {

    static final int STAY_NIGHTS = 2;

    String path() {
        return bookings == 1 ? "/v1/bookings" : "/v1/bookings/batch";
    }
}

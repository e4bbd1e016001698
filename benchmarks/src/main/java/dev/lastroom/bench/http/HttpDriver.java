package dev.lastroom.bench.http;

import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.Measured.Latency;
import dev.lastroom.bench.load.Meter;
import java.net.URI;

/** A program that sends bookings over HTTP. */
interface HttpDriver {

    /**
     * The measurements of one run of the program.
     *
     * @param measured how many requests were answered while it was measured
     * @param seconds how long it was measured
     * @param answeredInAll how many were answered in total
     * @param unansweredMax how many more it may have sent without waiting for the answers
     */
    record Driven(long measured, double seconds, Latency latency, long answeredInAll, int unansweredMax) {}

    /** Describes it in words. */
    String description();

    /**
     * Sends bookings in a closed loop.
     *
     * @param meter is started and stopped with the measurement
     * @throws dev.lastroom.bench.contender.ContenderFailedException if an answer was not a booking
     * @throws InterruptedException if the thread was interrupted
     */
    Driven drive(URI server, Load load, BenchRound round, Meter meter) throws InterruptedException;
}

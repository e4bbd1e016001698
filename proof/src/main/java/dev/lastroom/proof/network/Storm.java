package dev.lastroom.proof.network;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.proof.network.Clients.Crowd;
import dev.lastroom.proof.network.NetworkHotel.Bookings;
import dev.lastroom.proof.prove.TrialTally;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Clients that book and cancel in their own hotel, at several servers of one database, and the check afterwards. */
public final class Storm {

    private final NetworkHotel hotel;
    private final Records records = new Records();
    private final List<Clients> clients;

    /**
     * Sets up the hotel and starts the clients.
     *
     * @param name begins the ids of the hotel
     */
    public Storm(String name, List<BookingEngine> servers, SplittableRandom random) {
        this(new NetworkHotel(name, start()), servers, Crowd.CALM, random);
    }

    private Storm(NetworkHotel hotel, List<BookingEngine> servers, Crowd crowd, SplittableRandom random) {
        this.hotel = hotel;
        hotel.open(servers.getFirst());
        this.clients = servers.stream()
                .map(server -> new Clients(hotel, server, records, false, crowd, random.split()))
                .toList();
    }

    /** A storm of more clients, most of whom want one and the same room type. */
    public static Storm hot(String name, List<BookingEngine> servers, SplittableRandom random) {
        return new Storm(new NetworkHotel(name, start(), 1), servers, Crowd.RUSH, random);
    }

    private static LocalDate start() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(10);
    }

    /** How many bookings and cancels have been acknowledged so far. */
    public long acknowledged() {
        return records.acknowledged.get();
    }

    /** Returns when every client knows the outcome of its last request, or reports those that do not in time. */
    public void stop(Duration limit) throws InterruptedException {
        for (Clients one : clients) {
            one.stop(limit);
        }
    }

    /** Adds a finding. */
    public void find(String finding) {
        records.find(finding);
    }

    /**
     * Compares the database with what the clients were told.
     *
     * @param faults how many there were
     * @param waitMax how long a request may have waited
     */
    public TrialTally check(BookingEngine engine, long faults, Duration waitMax) {
        return check(hotel, records, engine, faults, waitMax);
    }

    static TrialTally check(NetworkHotel hotel, Records records, BookingEngine engine, long faults, Duration waitMax) {
        Reads reads = engine.read();
        Bookings now = hotel.bookings(reads);
        long lost = records.booked.stream()
                        .filter(id -> !now.byId().containsKey(id))
                        .count()
                + records.cancelled.stream()
                        .filter(id -> isLive(now.byId().get(id)))
                        .count();
        long doubled = now.ofUser().values().stream().filter(count -> count > 1).count();
        records.refused.stream()
                .filter(now.ofUser()::containsKey)
                .forEach(user -> records.find("A refused request has a booking: " + user));
        IntegrityReport recount = reads.integrity();
        if (!recount.consistent()) {
            records.find("The recount finds drift: " + recount.drift());
        }
        if (records.longest().compareTo(waitMax) > 0) {
            records.find("A request waited " + records.longest().toMillis() + " ms; at most " + waitMax.toMillis()
                    + " ms are allowed");
        }
        return new TrialTally(
                faults,
                records.requests.get(),
                records.acknowledged.get(),
                records.unknown.get(),
                lost,
                doubled,
                hotel.oversold(now),
                records.longest(),
                records.findings());
    }

    private static boolean isLive(@Nullable Booking booking) {
        return booking != null && booking.isLive();
    }
}

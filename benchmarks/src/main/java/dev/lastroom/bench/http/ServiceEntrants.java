package dev.lastroom.bench.http;

import static dev.lastroom.bench.load.ServiceWorkload.ARRIVALS;
import static dev.lastroom.bench.load.ServiceWorkload.ARRIVALS_BUSY;
import static dev.lastroom.bench.load.ServiceWorkload.BOOKINGS;
import static dev.lastroom.bench.load.ServiceWorkload.PROPERTY;
import static dev.lastroom.bench.load.ServiceWorkload.PROPERTY_BUSY;
import static dev.lastroom.bench.load.ServiceWorkload.SALE;

import dev.lastroom.bench.database.BenchDatabase;
import dev.lastroom.bench.load.Entrant;
import dev.lastroom.bench.load.ServiceWorkload;
import dev.lastroom.bench.load.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that answer searches from memory, compared with the same server that asks the database. */
public final class ServiceEntrants implements AutoCloseable {

    /** The name of one server that answers searches from memory. */
    public static final String MEMORY = "memory";

    /** The name of two of them. */
    public static final String MEMORY_2 = "memory-2";

    /** The name of one that must load a property for nearly each search. */
    public static final String COLD = "cold";

    /** The name of the server that asks the database. */
    public static final String DATABASE = "database";

    /** The name of the server that is only booked at. */
    public static final String ALONE = "alone";

    /** The name of the same server while it is searched, too. */
    public static final String BESIDE = "beside";

    /** All of them, by name, in words. */
    public static final Map<String, String> DESCRIPTIONS = descriptions();

    /** For the 10,000 connections of a sale. By default a server has at most 8,000, half of them from one address. */
    private static final Map<String, String> ROOM_FOR_A_SALE =
            Map.of("LASTROOM_HTTP_CONNECTIONS_MAX", "10500", "LASTROOM_HTTP_CONNECTIONS_PER_ADDRESS_MAX", "10500");

    /** The heap that so many connections need. */
    private static final String HEAP = "-Xmx768m";

    private static final String NIGHTS_DEFAULT = "2000000";

    /** One property of ten room types. */
    private static final String NIGHTS_OF_ONE = "8000";

    private final BenchDatabase database;
    private final boolean hasSale;
    private final List<ServerProcess> started = new ArrayList<>();
    private final List<ServerProcess> following = new ArrayList<>();
    private final List<Entrant> entrants = new ArrayList<>();

    private ServiceEntrants(BenchDatabase database, boolean hasSale) {
        this.database = database;
        this.hasSale = hasSale;
    }

    private static Map<String, String> descriptions() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(MEMORY, "one server, which answers searches from memory");
        words.put(MEMORY_2, "two such servers, each with half of the connections");
        words.put(COLD, "a server whose memory has room for one property, so nearly every search must load");
        words.put(DATABASE, "a server without memory for searches, so the database answers");
        words.put(ALONE, "bookings on 256 connections");
        words.put(BESIDE, "the same, while searches come at half of the rate that they reach alone");
        return words;
    }

    /**
     * Starts the servers of these entrants.
     *
     * @throws IOException if one does not start
     */
    public static ServiceEntrants start(BenchDatabase database, List<String> names, List<Workload> workloads)
            throws IOException {
        ServiceEntrants all = new ServiceEntrants(database, workloads.contains(SALE));
        try {
            all.start(names);
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    private void start(List<String> names) throws IOException {
        ServerProcess asking = server("0");
        Judge judge = new Judge(asking.url());
        AtomicInteger saleDay = new AtomicInteger();
        for (String name : names) {
            List<ServerProcess> servers = switch (name) {
                case MEMORY_2 -> following(2);
                case COLD -> List.of(server(NIGHTS_OF_ONE));
                case DATABASE -> List.of(asking);
                default -> following(1);
            };
            boolean fills = following.contains(servers.getFirst());
            entrants.add(new ServiceEntrant(name, servers, workloads(name), judge, fills, saleDay));
        }
    }

    /** Servers with memory for all properties, the same for all entrants. */
    private List<ServerProcess> following(int count) throws IOException {
        while (following.size() < count) {
            following.add(server(NIGHTS_DEFAULT));
        }
        return List.copyOf(following.subList(0, count));
    }

    private static Set<ServiceWorkload> workloads(String name) {
        return switch (name) {
            case ALONE, BESIDE -> EnumSet.of(BOOKINGS);
            case COLD -> EnumSet.of(PROPERTY, PROPERTY_BUSY, ARRIVALS, ARRIVALS_BUSY);
            case DATABASE -> EnumSet.complementOf(EnumSet.of(BOOKINGS, SALE));
            default -> EnumSet.complementOf(EnumSet.of(BOOKINGS));
        };
    }

    private ServerProcess server(String memoryNights) throws IOException {
        // In the environment, where no list of processes shows the password.
        Map<String, String> settings = new HashMap<>(hasSale ? ROOM_FOR_A_SALE : Map.of());
        settings.put("LASTROOM_DB_URL", database.url());
        settings.put("LASTROOM_HTTP_PORT", "0");
        settings.put("LASTROOM_SEARCH_MEMORY_NIGHTS_MAX", memoryNights);
        ServerProcess server =
                ServerProcess.start(hasSale ? HEAP : ServerProcess.HEAP, "dev.lastroom.server.Main", settings, "serve");
        started.add(server);
        return server;
    }

    /** All entrants. */
    public List<Entrant> entrants() {
        return List.copyOf(entrants);
    }

    @Override
    public void close() {
        started.forEach(ServerProcess::close);
    }
}

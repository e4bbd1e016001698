package dev.lastroom.bench.load;

import java.util.List;

/**
 * What the service is asked for over HTTP. A search is for a stay of 1 to 7 nights, a booking for any room type and any
 * two nights. Busy means that bookings come at half of the rate that they reach alone.
 */
public enum ServiceWorkload implements Workload {
    PROPERTY_BUSY("property-busy", "searches of one property, while bookings come at half of their rate"),
    PROPERTY("property", "searches of one property"),
    PROPERTIES_BUSY(
            "properties-busy",
            "searches of 100 properties at once, while bookings come at half of their rate",
            ServiceWorkload.LARGE_READERS),
    PROPERTIES("properties", "searches of 100 properties at once", ServiceWorkload.LARGE_READERS),
    ARRIVALS_BUSY("arrivals-busy", "calendars of a property, while bookings come at half of their rate"),
    ARRIVALS("arrivals", "calendars of a property: 31 dates of arrival"),
    LOOKS_1000("look-to-book-1000", "1,000 searches of one property for each booking"),
    LOOKS_100("look-to-book-100", "100 searches of one property for each booking"),
    BOOKINGS("bookings", "bookings, alone and while searches come at half of their rate", 256),
    SALE(
            "sale",
            "everybody asks at once for the last 100 rooms, and again after a second if the server is too busy",
            10_000);

    /** A search of 100 properties takes the database as long as 100 searches. More at once would only wait for it. */
    private static final int LARGE_READERS = 8;

    private final String label;
    private final String description;
    private final int ownClients;

    ServiceWorkload(String label, String description) {
        this(label, description, 0);
    }

    ServiceWorkload(String label, String description, int ownClients) {
        this.label = label;
        this.description = description;
        this.ownClients = ownClients;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Integer> clients(List<Integer> planned) {
        return ownClients == 0 ? planned : List.of(ownClients);
    }
}

package dev.lastroom.server.training;

import dev.lastroom.server.training.GuestConnection.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guests who book, search, hold, confirm and cancel over HTTP, in a hotel that they first set up. They do most what
 * guests of a real hotel do most, because the JVM compiles for what it has seen.
 */
public final class TrainingLoad {

    private static final int GUESTS = 64;
    private static final int ROOM_TYPES = 40;
    private static final int ROOMS = 10_000;
    private static final int DAYS_AHEAD = 30;
    private static final int NIGHTS = 120;
    private static final int STAY_NIGHTS_MAX = 7;
    private static final long SEED = 20_261_130;
    private static final int ANSWERS_OF_A_GUEST_MAX = 50;

    /** A room type with one room a night, so that most of its guests are refused. */
    private static final String ALWAYS_FULL = "always-full";

    private static final String BOOKINGS = "/v1/bookings";

    private static final Pattern BOOKING_ID = Pattern.compile("\"bookingId\":\"([^\"]+)\"");

    private final URI server;
    private final String apiKey;
    private final LocalDate first = LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_AHEAD);

    /**
     * @param server a service on a database that may be filled
     * @param apiKey the key of an administrator
     */
    public TrainingLoad(URI server, String apiKey) {
        this.server = server;
        this.apiKey = apiKey;
    }

    /**
     * Sets up the hotel, and lets the guests in until each has had some tens of answers, or {@code timeMax} is over. Eight
     * times as many made no server quicker.
     *
     * @return how many requests were answered
     * @throws IOException if the service refuses what it must not refuse, or does not answer
     */
    public long play(Duration timeMax) throws IOException, InterruptedException {
        setUp();
        long end = System.nanoTime() + timeMax.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> guests = new ArrayList<>();
            for (int i = 0; i < GUESTS; i++) {
                int number = i;
                guests.add(threads.submit(() -> new Guest(number).playUntil(end)));
            }
            long answers = 0;
            for (Future<Long> guest : guests) {
                answers += guest.get();
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IOException("a guest was not served: " + e.getCause(), e);
        }
    }

    private void setUp() throws IOException {
        try (GuestConnection connection = new GuestConnection(server, apiKey)) {
            expect(connection.send("PUT", "/v1/properties/training", """
                    {"name": "Training", "timeZone": "UTC", "currency": "EUR"}"""));
            for (int i = 0; i < ROOM_TYPES; i++) {
                open(connection, roomType(i), ROOMS);
            }
            open(connection, ALWAYS_FULL, 1);
        }
    }

    private void open(GuestConnection connection, String roomType, int rooms) throws IOException {
        expect(connection.send("PUT", "/v1/room-types/" + roomType, """
                {"propertyId": "training", "name": "Room", "totalRooms": %d, "pricePerNight": 12900}""".formatted(rooms)));
        expect(connection.send("PUT", "/v1/room-types/" + roomType + "/inventory", """
                {"from": "%s", "to": "%s"}""".formatted(
                        first, first.plusDays(NIGHTS + STAY_NIGHTS_MAX))));
    }

    private static String roomType(int number) {
        return "room-" + number;
    }

    private static Reply expect(Reply reply) throws IOException {
        if (reply.status() >= 300) {
            throw new IOException(reply.status() + " " + reply.body());
        }
        return reply;
    }

    /** One guest after another, on one connection. */
    private final class Guest {

        private final int number;
        private final SplittableRandom random;
        private long turns;
        private long answers;

        Guest(int number) {
            this.number = number;
            this.random = new SplittableRandom(SEED + number);
        }

        long playUntil(long end) throws IOException {
            try (GuestConnection connection = new GuestConnection(server, apiKey)) {
                while (answers < ANSWERS_OF_A_GUEST_MAX && System.nanoTime() - end < 0) {
                    turn(connection);
                    turns++;
                }
            }
            return answers;
        }

        private void turn(GuestConnection connection) throws IOException {
            int percent = random.nextInt(100);
            if (percent < 60) {
                book(connection, "");
            } else if (percent < 75) {
                LocalDate arrival = arrival();
                get(
                        connection,
                        "/v1/availability?propertyId=training&startDate=" + arrival + "&endDate=" + departure(arrival));
            } else if (percent < 85) {
                String booking = book(connection, "");
                get(connection, booking);
                expect(post(connection, booking + "/cancel", user()));
            } else if (percent < 90) {
                String hold = book(connection, ",\"holdFor\":\"PT15M\"");
                expect(post(connection, hold + "/confirm", user()));
            } else if (percent < 95) {
                String body = booking(anyRoomType(), "");
                expect(post(connection, BOOKINGS, body));
                expect(post(connection, BOOKINGS, body));
            } else {
                Reply _ = post(connection, BOOKINGS, booking(ALWAYS_FULL, ""));
            }
        }

        /** Returns the path of the booking. */
        private String book(GuestConnection connection, String more) throws IOException {
            Reply booked = expect(post(connection, BOOKINGS, booking(anyRoomType(), more)));
            Matcher id = BOOKING_ID.matcher(booked.body());
            if (!id.find()) {
                throw new IOException("a booking without an id: " + booked.body());
            }
            return BOOKINGS + "/" + id.group(1);
        }

        private void get(GuestConnection connection, String target) throws IOException {
            expect(connection.send("GET", target, ""));
            answers++;
        }

        private Reply post(GuestConnection connection, String path, String body) throws IOException {
            Reply reply = connection.send("POST", path, body);
            answers++;
            return reply;
        }

        private String booking(String roomType, String more) {
            LocalDate arrival = arrival();
            return "{\"userId\":\"" + userId() + "\",\"roomTypeId\":\"" + roomType + "\",\"startDate\":\"" + arrival
                    + "\",\"endDate\":\"" + departure(arrival) + "\",\"idempotencyKey\":\"key-" + userId() + "\""
                    + more + "}";
        }

        private String user() {
            return "{\"userId\":\"" + userId() + "\"}";
        }

        private String userId() {
            return "guest-" + number + "-" + turns;
        }

        private String anyRoomType() {
            return roomType(random.nextInt(ROOM_TYPES));
        }

        private LocalDate arrival() {
            return first.plusDays(random.nextInt(NIGHTS));
        }

        private LocalDate departure(LocalDate arrival) {
            return arrival.plusDays(1 + random.nextInt(STAY_NIGHTS_MAX));
        }
    }
}

package dev.lastroom.bench.http;

import dev.lastroom.bench.contender.ContenderFailedException;
import dev.lastroom.bench.database.BenchHotel;
import dev.lastroom.bench.load.BenchRound;
import dev.lastroom.bench.load.ClosedLoop;
import dev.lastroom.engine.booking.Stay;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** One connection that is kept open, with one request at a time. For one thread. */
final class SocketClient implements ClosedLoop.Client, AutoCloseable {

    private static final String LENGTH = "content-length:";
    private static final String CREATED = "\"statusCode\":201";

    private final Load load;
    private final BenchHotel hotel;
    private final SplittableRandom random;
    private final String name;
    private final String head;
    private final Socket socket;
    private final InputStream in;
    private long asked;
    private long answered;

    SocketClient(URI server, Load load, BenchRound round, int number) throws IOException {
        this.load = load;
        this.hotel = round.database().hotel();
        this.random = new SplittableRandom(round.seed() * 31 + number);
        this.name = round.name() + "-" + number + "-";
        this.head = "POST " + load.path() + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        this.socket = new Socket(server.getHost(), server.getPort());
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    long answered() {
        return answered;
    }

    @Override
    public void ask() {
        try {
            String body = load.bookings() == 1 ? booking() : batch();
            socket.getOutputStream()
                    .write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            receive();
            answered++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String batch() {
        StringBuilder body = new StringBuilder("{\"requests\":[");
        for (int i = 0; i < load.bookings(); i++) {
            body.append(i == 0 ? "" : ",").append(booking());
        }
        return body.append("]}").toString();
    }

    private String booking() {
        Stay stay = hotel.stay(random.nextInt(hotel.nights() - Load.STAY_NIGHTS + 1), Load.STAY_NIGHTS);
        return "{\"userId\":\"guest\",\"roomTypeId\":\""
                + hotel.roomType(random.nextInt(hotel.ordinaryRoomTypes()))
                + "\",\"startDate\":\"" + stay.start()
                + "\",\"endDate\":\"" + stay.end()
                + "\",\"idempotencyKey\":\"" + name + asked++ + "\"}";
    }

    private void receive() throws IOException {
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new ContenderFailedException("an answer has no Content-Length: " + status, null);
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        boolean good = load.bookings() == 1 ? status.contains(" 201 ") : created(body) == load.bookings();
        if (!good) {
            throw new ContenderFailedException("a booking was not made: " + status + " " + body, null);
        }
    }

    private static int created(String body) {
        int count = 0;
        for (int at = body.indexOf(CREATED); at >= 0; at = body.indexOf(CREATED, at + 1)) {
            count++;
        }
        return count;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is no longer used.
        }
    }
}

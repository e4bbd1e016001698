package dev.lastroom.server.bulk;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.BookingStatus;
import dev.lastroom.engine.booking.Transition;
import dev.lastroom.engine.command.BookingCommand.Advance;
import dev.lastroom.engine.command.Caller;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.ScopedKey;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.Target;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.store.Reads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of rows, with each row as a command to the engine. A file is read twice. The first pass checks all of
 * it, and nothing is written unless every row is valid and names an existing room type. In the second pass, refusals
 * are reported by line, and the rest goes on. An import can be run again: nights are set to the same values, existing
 * bookings are found by id or key, and what was refused is decided again. One import at a time.
 */
public final class Importer {

    /** The most commands in progress at once. */
    private static final int IN_FLIGHT_MAX = 512;

    private final BookingEngine engine;
    private final String run;
    private final String owner;
    private final LongAdder checked = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final Set<RoomTypeId> known = new HashSet<>();
    private final Set<BookingId> there = new HashSet<>();

    /**
     * @param run names this import in the request ids of its commands
     * @param owner the owner of bookings whose row does not name one
     */
    public Importer(BookingEngine engine, String run, String owner) {
        this.engine = engine;
        this.run = run;
        this.owner = owner;
    }

    /** Returns the number of rows checked. */
    public long checked() {
        return checked.sum();
    }

    /** Returns the number of rows finished. */
    public long done() {
        return done.sum();
    }

    /**
     * Checks a file of nights without setting any.
     *
     * @throws BadFileException if it cannot be imported
     */
    public void checkInventory(Path file, Format format) throws IOException, BadFileException {
        Map<NightKey, SetNight> set = new HashMap<>();
        RowReader.read(file, format, InventoryRows.COLUMNS, row -> {
            OpenNights night = InventoryRows.read(row);
            checkRoomType(row, night.roomTypeId());
            // Nobody can tell which of the two is meant, nor which would be set last.
            SetNight first =
                    set.putIfAbsent(new NightKey(night.roomTypeId(), night.from()), new SetNight(row.line(), night));
            if (first != null && !first.night.equals(night)) {
                throw BadFileException.at(
                        row.line(), "date", "also occurs on line " + first.line + ", with other values");
            }
            checked.increment();
        });
    }

    private record SetNight(long line, OpenNights night) {}

    /**
     * Checks a file of bookings without booking any.
     *
     * @throws BadFileException if it cannot be imported
     */
    public void checkBookings(Path file, Format format) throws IOException, BadFileException {
        Unchecked unchecked = new Unchecked();
        RowReader.read(file, format, BookingRows.COLUMNS, row -> unchecked.add(row, BookingRows.read(row)));
        unchecked.check();
    }

    /** Rows that are checked together, since one read tells which of their bookings exist. */
    private final class Unchecked {

        private final Map<BookingId, Long> ids = new HashMap<>();
        private final Map<ScopedKey, Long> keys = new HashMap<>();
        private final List<FileRow> rows = new ArrayList<>();
        private final List<BookingRows.Read> reads = new ArrayList<>();

        void add(FileRow row, BookingRows.Read read) throws BadFileException {
            BookingId id = read.id();
            if (id != null) {
                checkFirst(row, BookingRows.BOOKING_ID, ids.putIfAbsent(id, row.line()));
            }
            rows.add(row);
            reads.add(read);
            if (rows.size() == Reads.IDS_MAX) {
                check();
            }
        }

        void check() throws BadFileException {
            List<BookingId> named = reads.stream()
                    .map(BookingRows.Read::id)
                    .filter(Objects::nonNull)
                    .toList();
            if (!named.isEmpty()) {
                there.addAll(engine.read().existing(named));
            }
            for (int i = 0; i < rows.size(); i++) {
                check(rows.get(i), reads.get(i));
            }
            rows.clear();
            reads.clear();
        }

        private void check(FileRow row, BookingRows.Read read) throws BadFileException {
            if (!isThere(read) && read.hasRoomsToCome(row.line())) {
                checkRoomType(row, read.book().wanted().roomTypeId());
                // The second would be taken for a replay of the first, and get no room.
                ScopedKey key = ScopedKey.of(ownerOf(read), read.book().key());
                checkFirst(row, BookingRows.IDEMPOTENCY_KEY, keys.putIfAbsent(key, row.line()));
            }
            checked.increment();
        }
    }

    private static void checkFirst(FileRow row, String column, @Nullable Long first) throws BadFileException {
        if (first != null) {
            throw BadFileException.at(row.line(), column, "also occurs on line " + first);
        }
    }

    /** Returns whether the booking exists. Bookings are never deleted, so the result of the check still holds. */
    private boolean isThere(BookingRows.Read read) {
        return read.id() != null && there.contains(read.id());
    }

    private String ownerOf(BookingRows.Read read) {
        return read.owner() == null ? owner : read.owner();
    }

    private void checkRoomType(FileRow row, RoomTypeId id) throws BadFileException {
        if (!known.contains(id)) {
            if (engine.read().roomType(id).isEmpty()) {
                throw BadFileException.at(row.line(), "roomTypeId", "names an unknown room type: " + id);
            }
            known.add(id);
        }
    }

    /** Sets the nights of a checked file. */
    public ImportResult inventory(Path file, Format format) throws IOException, BadFileException {
        Pending pending = new Pending();
        RowReader.read(file, format, InventoryRows.COLUMNS, row -> {
            if (pending.tally.isGoingOn()) {
                pending.add(row.line(), InventoryRows.read(row));
            }
        });
        pending.flush();
        return pending.tally.result();
    }

    /** Nights that are set together because they are consecutive in the file. */
    private final class Pending {

        private final Tally tally = new Tally();
        private @Nullable OpenNights nights;
        private long line;

        void add(long ofLine, OpenNights more) {
            OpenNights both = nights == null ? null : InventoryRows.joined(nights, more);
            if (both == null) {
                flush();
                line = ofLine;
            }
            nights = both == null ? more : both;
        }

        void flush() {
            OpenNights together = nights;
            if (together == null) {
                return;
            }
            nights = null;
            long first = line;
            tally.begin();
            CompletableFuture<Void> _ =
                    submit(first, owner, together).thenAccept(outcome -> tally.end(first, together.nights(), outcome));
        }
    }

    /** Books the bookings of a checked file. */
    public ImportResult bookings(Path file, Format format) throws IOException, BadFileException {
        Tally tally = new Tally();
        RowReader.read(file, format, BookingRows.COLUMNS, row -> {
            BookingRows.Read read = BookingRows.read(row);
            if (isThere(read)) {
                tally.isThereAlready();
            } else if (!read.hasRoomsToCome(row.line())) {
                tally.skip();
            } else if (tally.isGoingOn()) {
                String rowOwner = ownerOf(read);
                tally.begin();
                CompletableFuture<Void> _ = submit(row.line(), rowOwner, read.book())
                        .thenCompose(outcome -> confirm(row.line(), rowOwner, read, outcome))
                        .thenAccept(outcome -> tally.end(row.line(), 1, outcome));
            }
        });
        return tally.result();
    }

    /** Confirms a new booking if the row says so. Returns the outcome of booking, unless confirming goes wrong. */
    private CompletableFuture<Outcome<Booking>> confirm(
            long line, String rowOwner, BookingRows.Read read, Outcome<Booking> outcome) {
        if (!(outcome instanceof Done<Booking>(Booking booking, boolean _))
                || !read.isConfirmed()
                || booking.status() != BookingStatus.PROVISIONAL) {
            return CompletableFuture.completedFuture(outcome);
        }
        return submit(line, rowOwner, new Advance(Target.of(booking.id()), Transition.CONFIRM))
                .thenApply(confirmed -> confirmed instanceof Done<Booking> ? outcome : confirmed);
    }

    private <R> CompletableFuture<Outcome<R>> submit(long line, String rowOwner, Command<R> command) {
        Caller caller = new Caller(rowOwner, run + "-line-" + line, null, "lastroom import");
        return engine.submitAsync(engine.request(command, caller).withoutKeptRefusal());
    }

    /** Counts the results of rows, and limits how many are in progress. Thread-safe. */
    private final class Tally {

        private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
        private final ImportCounts counts = new ImportCounts();

        boolean isGoingOn() {
            return counts.failure().isEmpty();
        }

        void begin() {
            inFlight.acquireUninterruptibly();
        }

        void skip() {
            counts.skip();
            done.increment();
        }

        void isThereAlready() {
            counts.isThereAlready();
            done.increment();
        }

        void end(long line, int rows, Outcome<?> outcome) {
            counts.add(line, rows, outcome);
            done.add(rows);
            inFlight.release();
        }

        ImportResult result() {
            // Everything submitted is answered once all permits are back.
            inFlight.acquireUninterruptibly(IN_FLIGHT_MAX);
            return counts.result(checked());
        }
    }
}

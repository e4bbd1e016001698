package dev.lastroom.proof.stress;

import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.BookingId;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.RoomStay;
import dev.lastroom.engine.booking.Stay;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.command.BookingCommand.Book;
import dev.lastroom.engine.command.GroupCommand.BookGroup;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.proof.stress.SellerAnswer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A seller for negative controls, which lacks one guard and is otherwise sound: it does one thing at a time, in
 * memory, and every booking is for one room. Racers meet midway if the lack needs it to show. Never use it for
 * anything else.
 */
final class NaiveSeller implements Seller {

    private static final long MEETING_SECONDS_MAX = 5;
    private static final long LOCK_WAIT_MILLIS = 200;

    /** The missing guard. */
    enum Lack {
        /** A hold ends only when a request marks it, and none does. */
        HOLDS_NEVER_END,
        /** A confirmation does not check whether the hold has ended. */
        CONFIRMS_WHAT_HAS_ENDED,
        /** A change looks at the free rooms first, and writes later. */
        CHANGES_AFTER_A_LOOK,
        /** Groups lock room types in the order of their items. */
        LOCKS_IN_ITEM_ORDER,
        /** The line is served later, on the next look, and not by the request that frees rooms. */
        ASKS_THE_LINE_LATER,
        /** A release ignores what is drawn from the allotment. */
        RELEASES_WHAT_IS_DRAWN
    }

    private record SetAside(RoomTypeId roomType, Stay stay, int left, long endsAt) {}

    private record Sale(Book book, long endsAt) {}

    private final Lack lack;
    private final CountDownLatch meeting;
    private final Map<NightKey, Night> nights = new HashMap<>();
    private final Map<BookingId, Sale> sales = new HashMap<>();
    private final Map<BookingId, Book> line = new LinkedHashMap<>();
    private final Map<AllotmentId, SetAside> setAside = new HashMap<>();
    private final Map<AllotmentId, Integer> drawn = new HashMap<>();
    private final Map<RoomTypeId, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** @param racers how many racers meet, if they have to */
    NaiveSeller(Lack lack, int racers) {
        this.lack = lack;
        this.meeting = new CountDownLatch(racers);
    }

    @Override
    public synchronized void open(RoomTypeId roomType, Stay range, int rooms) {
        range.dates().forEach(date -> nights.put(new NightKey(roomType, date), new Night(roomType, date, rooms, 0, 0)));
        locks.put(roomType, new ReentrantLock());
    }

    @Override
    public SellerAnswer book(Book request) {
        if (lack == Lack.ASKS_THE_LINE_LATER && isAnybodyInLine()) {
            waitForTheOthers();
        }
        return bookNow(request);
    }

    private synchronized SellerAnswer bookNow(Book request) {
        if (lack != Lack.HOLDS_NEVER_END) {
            endHolds();
        }
        release();
        if (request.wanted().allotmentId() != null) {
            return draw(request.wanted().allotmentId());
        }
        if (!isFree(request.wanted().roomTypeId(), request.wanted().stay())) {
            return SellerAnswer.no(Kind.SOLD_OUT, "sold out");
        }
        return SellerAnswer.booked(sell(request), false);
    }

    @Override
    public synchronized AllotmentId setAside(RoomTypeId roomType, Stay range, int rooms, Instant at) {
        add(roomType, range, rooms);
        AllotmentId id = new AllotmentId(UUID.randomUUID());
        setAside.put(
                id,
                new SetAside(
                        roomType,
                        range,
                        rooms,
                        System.nanoTime() + Duration.between(Instant.now(), at).toNanos()));
        return id;
    }

    private SellerAnswer draw(AllotmentId id) {
        SetAside rooms = setAside.get(id);
        if (rooms == null || rooms.left() == 0) {
            return SellerAnswer.no(Kind.SOLD_OUT, "released, or all drawn");
        }
        setAside.put(id, new SetAside(rooms.roomType(), rooms.stay(), rooms.left() - 1, rooms.endsAt()));
        if (lack == Lack.RELEASES_WHAT_IS_DRAWN) {
            drawn.merge(id, 1, Integer::sum);
        }
        return SellerAnswer.booked(new BookingId(UUID.randomUUID()), false);
    }

    private void release() {
        setAside.entrySet().removeIf(entry -> {
            SetAside rooms = entry.getValue();
            boolean isDue = System.nanoTime() - rooms.endsAt() >= 0;
            if (isDue) {
                add(rooms.roomType(), rooms.stay(), -rooms.left() - drawn.getOrDefault(entry.getKey(), 0));
            }
            return isDue;
        });
    }

    private BookingId sell(Book request) {
        add(request.wanted().roomTypeId(), request.wanted().stay(), 1);
        BookingId id = new BookingId(UUID.randomUUID());
        long length =
                request.holdFor() == null ? -1 : request.holdFor().length().toNanos();
        sales.put(id, new Sale(request, length < 0 ? Long.MAX_VALUE : System.nanoTime() + length));
        return id;
    }

    private void endHolds() {
        List<BookingId> ended = sales.entrySet().stream()
                .filter(sale -> hasEnded(sale.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (BookingId id : ended) {
            Sale sale = sales.get(id);
            if (sale != null) {
                add(sale.book().wanted().roomTypeId(), sale.book().wanted().stay(), -1);
                // A hold that is confirmed without a check is not forgotten.
                sales.put(id, new Sale(sale.book(), Long.MAX_VALUE));
            }
        }
    }

    private static boolean hasEnded(Sale sale) {
        return sale.endsAt() != Long.MAX_VALUE && System.nanoTime() - sale.endsAt() >= 0;
    }

    private boolean isFree(RoomTypeId roomType, Stay stay) {
        return nights(roomType, stay).stream().allMatch(night -> night.available() >= 1);
    }

    private void add(RoomTypeId roomType, Stay stay, int rooms) {
        nights(roomType, stay).forEach(night -> nights.put(night.key(), oversellable(night, rooms)));
    }

    /** An oversold night reports as many rooms as are sold, so that the checks find the fault, and not this class. */
    private static Night oversellable(Night night, int rooms) {
        int booked = night.booked() + rooms;
        return new Night(night.roomTypeId(), night.date(), Math.max(night.total(), booked), booked, night.price());
    }

    @Override
    public synchronized SellerAnswer confirm(BookingId bookingId, UserId userId) {
        Sale sale = sales.get(bookingId);
        return sale != null && (lack == Lack.CONFIRMS_WHAT_HAS_ENDED || !hasEnded(sale))
                ? SellerAnswer.changed(bookingId, false)
                : SellerAnswer.no(Kind.HOLD_EXPIRED, "expired");
    }

    @Override
    public SellerAnswer change(BookingId bookingId, UserId userId, Stay stay) {
        Sale sale = sale(bookingId);
        boolean free = look(sale.book().wanted().roomTypeId(), stay);
        meetTheOthers();
        return free ? move(bookingId, sale, stay) : SellerAnswer.no(Kind.SOLD_OUT, "sold out");
    }

    private synchronized Sale sale(BookingId bookingId) {
        Sale sale = sales.get(bookingId);
        if (sale == null) {
            throw new SellerException("no such booking: " + bookingId, null);
        }
        return sale;
    }

    private synchronized boolean look(RoomTypeId roomType, Stay stay) {
        return isFree(roomType, stay);
    }

    private synchronized SellerAnswer move(BookingId bookingId, Sale sale, Stay stay) {
        add(sale.book().wanted().roomTypeId(), sale.book().wanted().stay(), -1);
        add(sale.book().wanted().roomTypeId(), stay, 1);
        return SellerAnswer.changed(bookingId, false);
    }

    @Override
    public SellerAnswer bookGroup(BookGroup request) {
        List<ReentrantLock> held = new ArrayList<>();
        try {
            for (RoomStay item : request.items()) {
                ReentrantLock lock = lockOf(item.roomTypeId());
                if (!lock.tryLock(LOCK_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    return SellerAnswer.no(Kind.TROUBLE, "deadlock");
                }
                held.add(lock);
                if (held.size() == 1) {
                    meetTheOthers();
                }
            }
            return bookAll(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SellerAnswer.no(Kind.TROUBLE, "interrupted");
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    private ReentrantLock lockOf(RoomTypeId roomType) {
        ReentrantLock lock = locks.get(roomType);
        if (lock == null) {
            throw new SellerException("no such room type: " + roomType, null);
        }
        return lock;
    }

    private synchronized SellerAnswer bookAll(BookGroup request) {
        if (!request.items().stream().allMatch(item -> isFree(item.roomTypeId(), item.stay()))) {
            return SellerAnswer.no(Kind.SOLD_OUT, "sold out");
        }
        BookingId first = null;
        for (RoomStay item : request.items()) {
            BookingId id = sell(new Book(request.userId(), new RoomStay(item.roomTypeId(), item.stay(), 1), null));
            first = first == null ? id : first;
        }
        return first == null ? SellerAnswer.no(Kind.TROUBLE, "no items") : SellerAnswer.booked(first, false);
    }

    /** Bounded, so that a race with fewer racers ends too; then it may prove nothing, and the suite says so. */
    private void meetTheOthers() {
        meeting.countDown();
        waitForTheOthers();
    }

    private void waitForTheOthers() {
        try {
            boolean _ = meeting.await(MEETING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public SellerAnswer cancel(BookingId bookingId, UserId userId) {
        giveBack(bookingId);
        meetTheOthers();
        return SellerAnswer.cancelled(bookingId, false);
    }

    private synchronized void giveBack(BookingId bookingId) {
        Sale sale = sales.remove(bookingId);
        if (sale != null) {
            add(sale.book().wanted().roomTypeId(), sale.book().wanted().stay(), -1);
        }
    }

    @Override
    public synchronized SellerAnswer join(Book request) {
        BookingId id = new BookingId(UUID.randomUUID());
        line.put(id, request);
        return SellerAnswer.waits(EntryId.of(id), false);
    }

    private synchronized boolean isAnybodyInLine() {
        return !line.isEmpty();
    }

    @Override
    public synchronized boolean isOffered(EntryId entry) {
        BookingId offer = entry.offer();
        Book wanted = line.get(offer);
        if (wanted == null
                || !isFree(wanted.wanted().roomTypeId(), wanted.wanted().stay())) {
            return false;
        }
        add(wanted.wanted().roomTypeId(), wanted.wanted().stay(), 1);
        sales.put(offer, new Sale(wanted, Long.MAX_VALUE));
        return true;
    }

    @Override
    public synchronized List<Night> nights(RoomTypeId roomType, Stay range) {
        return range.dates().stream()
                .flatMap(date -> Stream.ofNullable(nights.get(new NightKey(roomType, date))))
                .toList();
    }

    @Override
    public synchronized IntegrityReport recount() {
        return new IntegrityReport(nights.size(), 0, List.of());
    }

    @Override
    public synchronized void close() {
        nights.clear();
    }
}

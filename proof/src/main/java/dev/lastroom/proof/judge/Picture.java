package dev.lastroom.proof.judge;

import dev.lastroom.engine.booking.Allotment;
import dev.lastroom.engine.booking.AllotmentId;
import dev.lastroom.engine.booking.AllotmentNight;
import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.EntryId;
import dev.lastroom.engine.booking.UserId;
import dev.lastroom.engine.booking.WaitlistEntry;
import dev.lastroom.engine.booking.WaitlistStatus;
import dev.lastroom.engine.event.AllotmentEvent;
import dev.lastroom.engine.event.NightsEvent;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.store.AllotmentFilter;
import dev.lastroom.engine.store.BookingFilter;
import dev.lastroom.engine.store.Page;
import dev.lastroom.engine.store.Page.PageRequest;
import dev.lastroom.engine.store.Reads;
import dev.lastroom.engine.store.WaitlistReads;
import dev.lastroom.store.testkit.model.AllPages;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything there is, each thing under its name: what events report, and how many rooms of each night are booked.
 * Two pictures are compared name by name. Not thread-safe.
 */
final class Picture {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 1, 1);
    private static final int DIFFERENCES_MAX = 5;

    private final SortedMap<String, Object> things = new TreeMap<>();

    /** The part of a night that events report. Its booked rooms are counted instead. */
    private record Offered(int total, long price, NightRules rules) {

        /** A night's rules for departures are reported with the next night. */
        static Offered of(Night night) {
            return new Offered(night.total(), night.price(), night.rules().withLastNight(NightRules.NONE.lastNight()));
        }
    }

    /** The part of an allotment's night that events report. */
    private record Part(RoomTypeId roomType, LocalDate date, int rooms, int pickedUp, boolean released) {

        static Part of(AllotmentNight night) {
            return new Part(night.roomTypeId(), night.date(), night.rooms(), night.pickedUp(), night.released());
        }

        int left() {
            return released ? 0 : rooms - pickedUp;
        }
    }

    /** The part of a waitlist entry that events report. The events of its booking report what happens to an offer. */
    private record Place(String owner, UserId user, RoomTypeId roomType, Instant joinedAt, WaitlistStatus status) {

        static Place of(WaitlistEntry entry) {
            return new Place(entry.owner(), entry.userId(), entry.roomTypeId(), entry.joinedAt(), entry.status());
        }

        Place following(Booking booking) {
            return status == WaitlistStatus.OFFERED
                    ? new Place(owner, user, booking.roomTypeId(), joinedAt, status)
                    : this;
        }
    }

    /** The state as a store reports it. */
    static Picture of(Reads reads) {
        Picture picture = new Picture();
        all(page -> reads.properties(null, page)).forEach(picture::add);
        for (RoomType roomType : all(page -> reads.roomTypes(null, page))) {
            picture.add(roomType);
            for (Night night : reads.nights(roomType.id(), FIRST, LAST)) {
                picture.things.put(offered(night.key()), Offered.of(night));
                picture.things.put(booked(night.key()), night.booked());
            }
        }
        all(page -> reads.bookings(BookingFilter.ALL, page)).forEach(picture::add);
        all(page -> reads.waitlist().entries(WaitlistReads.Filter.ALL, page)).forEach(picture::add);
        all(page -> reads.allotments(AllotmentFilter.ALL, page)).forEach(allotment -> {
            picture.add(allotment.allotment());
            allotment
                    .nights()
                    .forEach(night -> picture.things.put(part(night.allotmentId(), night.date()), Part.of(night)));
        });
        return picture;
    }

    private static <T> List<T> all(Function<PageRequest, Page<T>> read) {
        return AllPages.all(Page.LIMIT_MAX, read);
    }

    void add(Property property) {
        things.put("property " + property.id(), property);
    }

    void add(RoomType roomType) {
        things.put("room type " + roomType.id(), roomType);
    }

    void add(Booking booking) {
        things.put("booking " + booking.id(), booking);
    }

    void add(WaitlistEntry entry) {
        things.put("entry " + entry.id(), Place.of(entry));
    }

    /** Moves an offer with its booking, if this is one: no event of the waitlist reports that. */
    void moveOffer(Booking booking) {
        things.computeIfPresent("entry " + EntryId.of(booking.id()), (_, place) -> ((Place) place).following(booking));
    }

    private void add(Allotment allotment) {
        things.put("allotment " + allotment.id(), allotment);
    }

    void add(AllotmentEvent.Side side) {
        Allotment allotment = side.allotment();
        add(allotment);
        for (AllotmentEvent.AllotmentSpan nights : side.nights()) {
            nights.from()
                    .datesUntil(nights.to())
                    .forEach(date -> things.put(
                            part(allotment.id(), date),
                            new Part(
                                    allotment.roomTypeId(),
                                    date,
                                    nights.rooms(),
                                    nights.pickedUp(),
                                    nights.released())));
        }
    }

    void add(RoomTypeId roomType, NightsEvent.Span offer) {
        offer.from()
                .datesUntil(offer.to())
                .forEach(date -> things.put(
                        offered(new NightKey(roomType, date)),
                        new Offered(offer.total(), offer.price(), offer.rules())));
    }

    private static String offered(NightKey night) {
        return "night " + night.roomTypeId() + " " + night.date();
    }

    private static String booked(NightKey night) {
        return "booked of " + offered(night);
    }

    private static String part(AllotmentId allotment, LocalDate date) {
        return "allotment " + allotment + " on " + date;
    }

    /**
     * Applies a change: everything in {@code before} must be here, and what only {@code after} has must not.
     *
     * @return what is not so, each a sentence
     */
    List<String> change(Picture before, Picture after) {
        List<String> wrong = new ArrayList<>();
        after.things.forEach((name, is) -> {
            Object told = before.things.get(name);
            Object known = things.put(name, is);
            if (!Objects.equals(told, known)) {
                wrong.add("it says that " + name + " was " + told + ", but it was " + known);
            }
        });
        return wrong;
    }

    /** A copy whose booked rooms are counted from bookings and allotments. */
    Picture counted() {
        Picture counted = copy();
        for (String name : things.keySet()) {
            if (name.startsWith("night ")) {
                counted.things.put("booked of " + name, 0);
            }
        }
        for (Object thing : things.values()) {
            if (thing instanceof Booking booking) {
                booking.nightsHeld().forEach(date -> counted.count(booking.roomTypeId(), date, booking.rooms()));
            }
            if (thing instanceof Part part) {
                counted.count(part.roomType(), part.date(), part.left());
            }
        }
        return counted;
    }

    private void count(RoomTypeId roomType, LocalDate date, int rooms) {
        things.merge(booked(new NightKey(roomType, date)), rooms, (one, other) -> (Integer) one + (Integer) other);
    }

    Picture copy() {
        Picture copy = new Picture();
        copy.things.putAll(things);
        return copy;
    }

    /** How {@code other} differs: the first few differences, each a sentence. */
    List<String> differences(String mine, Picture other, String others) {
        TreeSet<String> names = new TreeSet<>(things.keySet());
        names.addAll(other.things.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(things.get(name), other.things.get(name)))
                .limit(DIFFERENCES_MAX)
                .map(name -> name + ": " + mine + " " + things.get(name) + ", " + others + " " + other.things.get(name))
                .toList();
    }
}

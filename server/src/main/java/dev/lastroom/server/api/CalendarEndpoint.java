package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The nights on which a room type cannot be booked, as a calendar feed for calendars and other sellers. It shows
 * neither users nor the number of rooms left. Thread-safe.
 */
public final class CalendarEndpoint {

    /** How far the calendar looks ahead, in nights from today at the property. */
    static final int NIGHTS = 366;

    private final BookingEngine engine;

    CalendarEndpoint(BookingEngine engine) {
        this.engine = engine;
    }

    Answer calendar(Call call) {
        call.query();
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        return engine.read()
                .roomType(id)
                .map(this::calendar)
                .orElseGet(() -> OutcomeHttp.problem(new RoomTypeNotFound(id)).answer());
    }

    private Answer calendar(RoomType roomType) {
        Property property = engine.read().property(roomType.propertyId()).orElseThrow();
        LocalDate today = property.today(engine.now());
        LocalDate end = today.plusDays(NIGHTS);
        Map<LocalDate, Night> nights = engine.read().nights(roomType.id(), today, end).stream()
                .collect(Collectors.toMap(Night::date, Function.identity()));
        ICalendar calendar = new ICalendar(property.name() + ": " + roomType.name(), engine.now());
        for (LocalDate date : today.datesUntil(end).toList()) {
            Night night = nights.get(date);
            // One event per night, so its UID does not depend on the nights around it.
            String uid = date + "." + roomType.id() + "." + property.id() + "@lastroom";
            if (night == null || night.capacity() == 0 || night.rules().closed()) {
                calendar.day(uid, date, roomType.name() + ": not for sale");
            } else if (night.available() <= 0) {
                calendar.day(uid, date, roomType.name() + ": sold out");
            }
        }
        return new Answer(200, new Answer.Text(ICalendar.TYPE, calendar.end()));
    }
}

package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.Command;
import dev.lastroom.engine.command.Precondition;
import dev.lastroom.engine.command.SetupCommand.OpenNights;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.command.SetupCommand.SaveRoomType;
import dev.lastroom.engine.command.Tag;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.PropertyTags;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RoomTypeId;
import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.outcome.Outcome;
import dev.lastroom.engine.outcome.Outcome.Done;
import dev.lastroom.engine.outcome.Outcome.Refused;
import dev.lastroom.engine.outcome.Refusal;
import dev.lastroom.engine.outcome.Refusal.PreconditionFailed;
import dev.lastroom.engine.outcome.SetupRefusal.PropertyNotFound;
import dev.lastroom.engine.outcome.SetupRefusal.RoomTypeNotFound;
import dev.lastroom.server.api.json.SetupJson;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.Checks;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.Preconditions;
import dev.lastroom.server.http.QueryFields;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints of properties, room types and their inventory. Thread-safe. */
public final class SetupEndpoints {

    /** How often a change of some fields is tried while others change the same thing. */
    static final int PATCH_ATTEMPTS_MAX = 100;

    private final BookingEngine engine;

    SetupEndpoints(BookingEngine engine) {
        this.engine = engine;
    }

    Answer properties(Call call) {
        QueryFields query = call.query("tag", "limit", "cursor");
        String tag = query.optionalText("tag", PropertyTags::check);
        return Lists.answer(
                call, "properties", query, page -> engine.read().properties(tag, page), SetupJson::property);
    }

    Answer property(Call call) {
        call.query();
        PropertyId id = call.path("propertyId", PropertyId::new);
        return engine.read()
                .property(id)
                .map(property -> tagged(Tag.of(property), Answer.ok(SetupJson.property(property))))
                .orElseGet(() -> OutcomeHttp.problem(new PropertyNotFound(id)).answer());
    }

    Answer saveProperty(Call call) {
        PropertyId id = call.path("propertyId", PropertyId::new);
        Property property = call.body(SetupJson.PROPERTY_FIELDS, fields -> SetupJson.readProperty(id, fields));
        SaveProperty command = new SaveProperty(property, call.precondition());
        return OutcomeHttp.answer(engine.submit(command, call.caller()), SetupEndpoints::savedProperty);
    }

    /** Changes the given fields only, so a client need not know the others. */
    Answer changeProperty(Call call) {
        PropertyId id = call.path("propertyId", PropertyId::new);
        ObjectNode patch = call.mergePatch(SetupJson.PROPERTY_FIELDS);
        return changed(
                call,
                () -> engine.read().property(id).orElse(null),
                Tag::of,
                property -> {
                    ObjectNode all = Json.merged(SetupJson.property(property).without("propertyId"), patch);
                    return JsonFields.all(
                            all, "body", SetupJson.PROPERTY_FIELDS, fields -> SetupJson.readProperty(id, fields));
                },
                SaveProperty::new,
                SetupEndpoints::savedProperty,
                new PropertyNotFound(id));
    }

    private static Answer savedProperty(Done<SaveProperty.Saved> done) {
        Property property = done.value().property();
        return tagged(Tag.of(property), Answer.json(done.value().isNew() ? 201 : 200, SetupJson.property(property)));
    }

    Answer roomTypes(Call call) {
        QueryFields query = call.query("propertyId", "limit", "cursor");
        PropertyId propertyId = query.optionalText("propertyId", PropertyId::new);
        return Lists.answer(
                call, "roomTypes", query, page -> engine.read().roomTypes(propertyId, page), SetupJson::roomType);
    }

    Answer roomType(Call call) {
        call.query();
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        return engine.read()
                .roomType(id)
                .map(roomType -> tagged(Tag.of(roomType), Answer.ok(SetupJson.roomType(roomType))))
                .orElseGet(() -> OutcomeHttp.problem(new RoomTypeNotFound(id)).answer());
    }

    Answer saveRoomType(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        RoomType roomType = call.body(SetupJson.ROOM_TYPE_FIELDS, fields -> SetupJson.readRoomType(id, fields));
        SaveRoomType command = new SaveRoomType(roomType, call.precondition());
        return OutcomeHttp.answer(engine.submit(command, call.caller()), SetupEndpoints::savedRoomType);
    }

    /** Changes the given fields only, as {@link #changeProperty}. */
    Answer changeRoomType(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        ObjectNode patch = call.mergePatch(SetupJson.ROOM_TYPE_FIELDS);
        return changed(
                call,
                () -> engine.read().roomType(id).orElse(null),
                Tag::of,
                roomType -> {
                    ObjectNode all = Json.merged(SetupJson.roomType(roomType).without("roomTypeId"), patch);
                    return JsonFields.all(
                            all, "body", SetupJson.ROOM_TYPE_FIELDS, fields -> SetupJson.readRoomType(id, fields));
                },
                SaveRoomType::new,
                SetupEndpoints::savedRoomType,
                new RoomTypeNotFound(id));
    }

    private static Answer savedRoomType(Done<SaveRoomType.Saved> done) {
        RoomType roomType = done.value().roomType();
        return tagged(Tag.of(roomType), Answer.json(done.value().isNew() ? 201 : 200, SetupJson.roomType(roomType)));
    }

    /** Reads, changes and saves. Starts again if someone else has saved in between, so no change is lost. */
    private <T, R> Answer changed(
            Call call,
            Supplier<@Nullable T> read,
            Function<T, Tag> tagOf,
            UnaryOperator<T> change,
            BiFunction<T, Precondition, Command<R>> save,
            Function<Done<R>, Answer> saved,
            Refusal notFound) {
        Precondition asked = call.precondition();
        for (int attempt = 0; attempt < PATCH_ATTEMPTS_MAX; attempt++) {
            T before = read.get();
            if (before == null) {
                return OutcomeHttp.problem(notFound).answer();
            }
            Tag tag = tagOf.apply(before);
            if (!asked.holds(tag)) {
                return OutcomeHttp.problem(new PreconditionFailed("resource", tag))
                        .answer();
            }
            Outcome<R> outcome = engine.submit(save.apply(change.apply(before), Precondition.is(tag)), call.caller());
            if (!(outcome instanceof Refused<R>(PreconditionFailed _, boolean _))) {
                return OutcomeHttp.answer(outcome, saved);
            }
        }
        return OutcomeHttp.problem(
                        Failure.CONCURRENCY_ABORT,
                        "Other requests changed it " + PATCH_ATTEMPTS_MAX + " times meanwhile")
                .answer();
    }

    private static Answer tagged(Tag tag, Answer answer) {
        return answer.with(Preconditions.ETAG, Preconditions.quoted(tag));
    }

    Answer nights(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        QueryFields query = call.query("from", "to");
        LocalDate from = query.date("from");
        LocalDate to = query.date("to");
        // A range that cannot be opened is not read either.
        Checks.checked("from", () -> new OpenNights(id, from, to, null, null));
        if (engine.read().roomType(id).isEmpty()) {
            return OutcomeHttp.problem(new RoomTypeNotFound(id)).answer();
        }
        call.willRead(Math.toIntExact(ChronoUnit.DAYS.between(from, to)), Call.NIGHT_BYTES);
        List<Night> nights = engine.read().nights(id, from, to);
        ObjectNode json = Json.object();
        json.putArray("nights").addAll(nights.stream().map(SetupJson::night).toList());
        return tagged(Tag.of(nights), Answer.ok(json));
    }

    Answer openNights(Call call) {
        RoomTypeId id = call.path("roomTypeId", RoomTypeId::new);
        Precondition condition = call.precondition();
        OpenNights command =
                call.body(SetupJson.INVENTORY_FIELDS, fields -> SetupJson.readInventory(id, fields, condition));
        return OutcomeHttp.answer(
                engine.submit(command, call.caller()),
                done -> Answer.ok(Json.object().put("nights", done.value().nights())));
    }
}

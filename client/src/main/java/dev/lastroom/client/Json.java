package dev.lastroom.client;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.lastroom.client.model.AllotmentPart;
import dev.lastroom.client.model.BatchResult;
import dev.lastroom.client.model.BookingAnswer;
import dev.lastroom.client.model.BookingDetails;
import dev.lastroom.client.model.EventState;
import dev.lastroom.client.model.NightsOffered;
import dev.lastroom.client.model.Problem;
import dev.lastroom.client.model.Property;
import dev.lastroom.client.model.RoomType;
import dev.lastroom.client.model.WaitlistEntry;
import java.util.function.BiFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The JSON of the API. Fields and values that this client does not know are let pass, for newer servers. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .addModule(new SimpleModule()
                    .addDeserializer(EventState.class, new ByShape<>(Json::state))
                    .addDeserializer(BatchResult.class, new ByShape<>(Json::result)))
            .build();

    private Json() {}

    /** The form that a state has, by the field that only this form has. */
    private static EventState state(DeserializationContext context, JsonNode json) {
        Class<? extends EventState> form = json.has("waitlistId")
                ? WaitlistEntry.class
                : json.has("bookingId")
                        ? BookingDetails.class
                        : json.has("allotmentId")
                                ? AllotmentPart.class
                                : json.has("timeZone")
                                        ? Property.class
                                        : json.has("totalRooms") ? RoomType.class : NightsOffered.class;
        return context.readTreeAsValue(json, form);
    }

    private static BatchResult result(DeserializationContext context, JsonNode json) {
        int status = json.path("statusCode").asInt();
        return json.path("success").asBoolean(false)
                ? new BatchResult.Booked(context.readTreeAsValue(json, BookingAnswer.class), status)
                : new BatchResult.NotBooked(context.readTreeAsValue(json, Problem.class), status);
    }

    private static final class ByShape<T> extends ValueDeserializer<T> {

        private final BiFunction<DeserializationContext, JsonNode, T> read;

        ByShape(BiFunction<DeserializationContext, JsonNode, T> read) {
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return read.apply(context, context.readTree(parser));
        }
    }
}

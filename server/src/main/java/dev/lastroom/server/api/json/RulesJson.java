package dev.lastroom.server.api.json;

import dev.lastroom.engine.inventory.NightRules;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.inventory.RulesChange;
import dev.lastroom.engine.outcome.Refusal.RestrictionViolated;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.JsonFields;
import dev.lastroom.server.http.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the rules of nights as JSON. */
public final class RulesJson {

    private RulesJson() {}

    /**
     * Reads which rules to change.
     *
     * @throws ProblemException naming the field that is malformed
     */
    public static RulesChange read(JsonFields fields) {
        Integer overbooking = fields.optionalInt("overbooking", RoomType::checkTotalRooms);
        Boolean closed = fields.optionalBoolean("closed");
        Boolean closedToArrival = fields.optionalBoolean("closedToArrival");
        Boolean closedToDeparture = fields.optionalBoolean("closedToDeparture");
        Integer minStay = fields.optionalInt("minStay", NightRules::checkStay);
        Integer maxStay = fields.optionalInt("maxStay", NightRules::checkStay);
        Integer minAdvanceDays = fields.optionalInt("minAdvanceDays", NightRules::checkAdvanceDays);
        Integer maxAdvanceDays = fields.optionalInt("maxAdvanceDays", NightRules::checkAdvanceDays);
        String contradicted = minStay != null && maxStay != null && minStay > maxStay ? "maxStay" : "maxAdvanceDays";
        return fields.made(
                () -> new RulesChange(
                        overbooking,
                        closed,
                        closedToArrival,
                        closedToDeparture,
                        minStay,
                        maxStay,
                        minAdvanceDays,
                        maxAdvanceDays),
                contradicted);
    }

    /** Adds the rules that a night has; most nights have none. */
    public static ObjectNode add(ObjectNode night, NightRules rules) {
        NightRules none = NightRules.NONE;
        addIf(night, "overbooking", rules.overbooking(), none.overbooking());
        addIf(night, "closed", rules.closed());
        addIf(night, "closedToArrival", rules.closedToArrival());
        addIf(night, "closedToDeparture", rules.closedToDeparture());
        addIf(night, "minStay", rules.minStay(), none.minStay());
        addIf(night, "maxStay", rules.maxStay(), none.maxStay());
        addIf(night, "minAdvanceDays", rules.minAdvanceDays(), none.minAdvanceDays());
        addIf(night, "maxAdvanceDays", rules.maxAdvanceDays(), none.maxAdvanceDays());
        return night;
    }

    private static void addIf(ObjectNode night, String rule, int value, int none) {
        if (value != none) {
            night.put(rule, value);
        }
    }

    private static void addIf(ObjectNode night, String rule, boolean applies) {
        if (applies) {
            night.put(rule, true);
        }
    }

    /** Writes the rule that is broken, its night and its value. */
    public static ObjectNode violation(RestrictionViolated violated) {
        ObjectNode json = Json.object()
                .put("date", violated.date().toString())
                .put("rule", violated.rule().field());
        return violated.rule().namesNumber() ? json.put("value", violated.value()) : json.put("value", true);
    }
}

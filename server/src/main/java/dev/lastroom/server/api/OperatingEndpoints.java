package dev.lastroom.server.api;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.server.edge.Call;
import dev.lastroom.server.edge.Readiness;
import dev.lastroom.server.http.Answer;
import dev.lastroom.server.http.ErrorCode;
import dev.lastroom.server.http.Json;
import dev.lastroom.server.http.Problem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints for operators. Thread-safe. */
public final class OperatingEndpoints {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final BookingEngine engine;
    private final PrometheusMeterRegistry registry;
    private final Readiness readiness;

    public OperatingEndpoints(BookingEngine engine, PrometheusMeterRegistry registry, Readiness readiness) {
        this.engine = engine;
        this.registry = registry;
        this.readiness = readiness;
    }

    Answer integrity(Call call) {
        call.query();
        IntegrityReport report = engine.read().integrity();
        ObjectNode json = Json.object()
                .put("consistent", report.consistent())
                .put("nightsChecked", report.nightsChecked())
                .put("bookingsChecked", report.bookingsChecked());
        ArrayNode drift = json.putArray("drift");
        report.drift()
                .forEach(night -> drift.addObject()
                        .put("roomTypeId", night.roomTypeId().value())
                        .put("date", night.date().toString())
                        .put("counted", night.counted())
                        .put("recorded", night.recorded()));
        return Answer.ok(json);
    }

    /** Answers that the process is up. */
    Answer healthy(Call call) {
        return Answer.ok(Json.object().put("status", "healthy"));
    }

    /**
     * Answers whether all parts are well and the store answers. An exception of the store becomes the same problem
     * as everywhere.
     */
    Answer ready(Call call) {
        engine.housekeeping().ping();
        Map<String, String> faults = readiness.faults();
        if (!faults.isEmpty()) {
            Problem problem = Problem.of(ErrorCode.NOT_READY, "Not ready: " + String.join(", ", faults.keySet()));
            ObjectNode checks = problem.details().putObject("checks");
            faults.forEach(checks::put);
            throw problem.exception();
        }
        return Answer.ok(Json.object().put("status", "ready"));
    }

    Answer metrics(Call call) {
        return new Answer(200, new Answer.Text(PROMETHEUS_TEXT, registry.scrape()));
    }
}

package dev.lastroom.server.cli;

import dev.lastroom.engine.event.EventOrder;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports what a recount found and corrected, to a person or to a program. */
final class CheckOutput {

    private final Console console;
    private final boolean json;

    CheckOutput(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void found(IntegrityReport report) {
        if (json) {
            Map<String, Object> fields = fields(report, report.consistent());
            fields.put("drift", report.drift().stream().map(CheckOutput::fields).toList());
            console.line(JsonOutput.write(fields));
            return;
        }
        for (Drift drift : report.drift()) {
            console.line(String.format(
                    "%s %s %s: the bookings hold %,d rooms, but the night says %,d",
                    console.mark(false), drift.roomTypeId(), drift.date(), drift.counted(), drift.recorded()));
        }
        if (report.consistent()) {
            consistent(report);
        } else {
            console.line(String.format("%,d of %s are wrong", report.drift().size(), counted(report)));
            console.remark(console.faint("--repair corrects them where there are enough rooms."));
        }
    }

    /** Reports what a recount from the events alone found. */
    void foundInEvents(EventRecount.Report report) {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("consistent", report.consistent());
            fields.put("nightsChecked", report.nights());
            fields.put("eventsCounted", report.events());
            fields.put(
                    "drift", report.booked().stream().map(CheckOutput::fields).toList());
            fields.put(
                    "totalsDrift",
                    report.totals().stream().map(CheckOutput::fields).toList());
            fields.put(
                    "breaks", report.breaks().stream().map(CheckOutput::fields).toList());
            console.line(JsonOutput.write(fields));
            return;
        }
        report.booked().forEach(drift -> differs(drift, "sold"));
        report.totals().forEach(drift -> differs(drift, "in all"));
        report.breaks().forEach(this::breaks);
        String counted = String.format("%,d nights against %,d events", report.nights(), report.events());
        console.line(
                report.consistent()
                        ? console.mark(true) + " Consistent: " + counted
                        : String.format(
                                "%s: %,d counts differ, %,d events are out of order",
                                counted,
                                report.booked().size() + report.totals().size(),
                                report.breaks().size()));
    }

    private void breaks(EventOrder.Break at) {
        console.line(String.format(
                "%s %s: event %s starts from %s, but the event before it ended with %s",
                console.mark(false), at.subject(), at.event(), orNothing(at.told()), orNothing(at.known())));
    }

    private static String orNothing(@Nullable String state) {
        return Objects.requireNonNullElse(state, "nothing");
    }

    private void differs(Drift drift, String what) {
        console.line(String.format(
                "%s %s %s: by the events, there are %,d rooms %s, but the night says %,d",
                console.mark(false), drift.roomTypeId(), drift.date(), drift.counted(), what, drift.recorded()));
    }

    void repaired(IntegrityReport report, List<Repair> repairs) {
        long left = repairs.stream().filter(repair -> !repair.corrected()).count();
        if (json) {
            Map<String, Object> fields = fields(report, left == 0);
            fields.put("repairs", repairs.stream().map(CheckOutput::fields).toList());
            console.line(JsonOutput.write(fields));
            return;
        }
        repairs.forEach(repair -> console.line(console.mark(repair.corrected()) + " " + sentence(repair)));
        if (report.consistent()) {
            consistent(report);
        } else {
            console.line(String.format(
                    "%,d of %s corrected, %,d still wrong", repairs.size() - left, counted(report), left));
        }
    }

    private static String sentence(Repair repair) {
        NightKey night = repair.night();
        String name = night.roomTypeId() + " " + night.date() + ": ";
        return name
                + switch (repair.result()) {
                    case CORRECTED ->
                        String.format(
                                "set from %,d to %,d rooms, as its bookings say", repair.recorded(), repair.counted());
                    case OVERSOLD ->
                        String.format(
                                "oversold and left unchanged: the bookings hold %,d rooms, but there are %,d; cancel"
                                        + " bookings or raise the total, then repair again",
                                repair.counted(), repair.total());
                    case NOT_OPEN ->
                        String.format(
                                "not open, but its bookings hold %,d rooms: open it, then repair again",
                                repair.counted());
                };
    }

    private void consistent(IntegrityReport report) {
        console.line(console.mark(true) + " Consistent: " + counted(report));
    }

    private static String counted(IntegrityReport report) {
        return String.format("%,d nights against %,d live bookings", report.nightsChecked(), report.bookingsChecked());
    }

    private static Map<String, Object> fields(IntegrityReport report, boolean consistent) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("consistent", consistent);
        fields.put("nightsChecked", report.nightsChecked());
        fields.put("bookingsChecked", report.bookingsChecked());
        return fields;
    }

    private static Map<String, Object> fields(Drift drift) {
        return fields(new NightKey(drift.roomTypeId(), drift.date()), drift.counted(), drift.recorded());
    }

    private static Map<String, Object> fields(EventOrder.Break at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", at.event().toString());
        fields.put("subject", at.subject());
        fields.put("known", at.known());
        fields.put("told", at.told());
        return fields;
    }

    private static Map<String, Object> fields(Repair repair) {
        Map<String, Object> fields = fields(repair.night(), repair.counted(), repair.recorded());
        fields.put("total", repair.total());
        fields.put("result", repair.result().name());
        return fields;
    }

    private static Map<String, Object> fields(NightKey night, long counted, long recorded) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("roomTypeId", night.roomTypeId().value());
        fields.put("date", night.date().toString());
        fields.put("counted", counted);
        fields.put("recorded", recorded);
        return fields;
    }
}

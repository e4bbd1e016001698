package dev.lastroom.server.cli;

import dev.lastroom.engine.clock.EngineClock;
import dev.lastroom.engine.event.EventRecount;
import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.inventory.NightKey;
import dev.lastroom.engine.inventory.Repair;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recounts every night from the bookings, and corrects wrong counts. */
@Command(
        name = "check",
        description = {
            "Recount every night from the bookings, and print every night with a wrong count.",
            "",
            "With --repair, each wrong count is set to its recount, under the night's lock and recorded in"
                    + " night_repair. With --from-events, every count is recomputed from the events alone. Servers may"
                    + " keep booking meanwhile."
        },
        footer = DatabaseOptions.DEFAULT_DATABASE
                + "%nExit status: 0 if all nights are right, or are now; 1 if a night is wrong or the database is"
                + " missing; 2 for wrong usage.")
public final class CheckCommand implements Callable<Integer> {

    /** The nights of one transaction, which are locked while it reads the bookings. */
    private static final int NIGHTS_AT_ONCE = 100;

    private final Console console;
    private final Map<String, String> environment;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @ArgGroup
    private final Mode mode = new Mode();

    /** Options that change what the command does. */
    private static final class Mode {

        @Option(names = "--repair", description = "Correct the wrong counts. Without it, nothing changes.")
        private boolean repair;

        @Option(
                names = "--from-events",
                description = "Count from the events alone instead of the bookings, and compare the totals too.")
        private boolean fromEvents;
    }

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    public CheckCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Settings settings = database.settings(Map.of(), environment);
        if (Stores.isMissing(settings.db())) {
            // Opening it would make an empty database, and report that all is well.
            throw CommandFailedException.broken("There is no database at " + Stores.describe(settings.db()));
        }
        CheckOutput output = new CheckOutput(console, json);
        try (Store store = Stores.open(settings)) {
            console.progress("Recounting …");
            if (mode.fromEvents) {
                EventRecount.Report report = store.reads().integrityFromEvents();
                console.eraseProgress();
                output.foundInEvents(report);
                return report.consistent() ? 0 : Errors.FAILED;
            }
            IntegrityReport report = store.reads().integrity();
            console.eraseProgress();
            if (!mode.repair) {
                output.found(report);
                return report.consistent() ? 0 : Errors.FAILED;
            }
            List<Repair> repairs = repairAll(store, settings, report);
            output.repaired(report, repairs);
            return repairs.stream().allMatch(Repair::corrected) ? 0 : Errors.FAILED;
        }
    }

    private List<Repair> repairAll(Store store, Settings settings, IntegrityReport report) {
        EngineClock clock =
                EngineClock.of(store, InstantSource.system(), settings.engine().clock());
        List<Drift> drift = report.drift();
        List<Repair> repairs = new ArrayList<>();
        AtomicLong done = new AtomicLong();
        try (ProgressBar _ = new ProgressBar(console, drift.size(), "nights", done::get)) {
            for (int from = 0; from < drift.size(); from += NIGHTS_AT_ONCE) {
                TreeSet<NightKey> nights = new TreeSet<>();
                for (Drift night : drift.subList(from, Math.min(from + NIGHTS_AT_ONCE, drift.size()))) {
                    nights.add(new NightKey(night.roomTypeId(), night.date()));
                }
                repairs.addAll(store.repair(nights, clock.now()));
                done.addAndGet(nights.size());
            }
        }
        return repairs;
    }
}

package dev.lastroom.server.cli;

import dev.lastroom.engine.inventory.IntegrityReport;
import dev.lastroom.engine.inventory.IntegrityReport.Drift;
import dev.lastroom.engine.store.Store;
import dev.lastroom.server.config.Settings;
import dev.lastroom.server.config.Stores;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Recounts every night from the bookings. */
@Command(
        name = "check",
        description = "Recount every night from the bookings, and print every night whose count is wrong.",
        footer = "%nThe database is the one of serve, jdbc:sqlite:data/lastroom.db, where nothing is said."
                + "%nStatus: 0 all nights are right, 1 a night is wrong or there is no database, 2 called wrongly.")
public final class CheckCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    public CheckCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Settings settings = database.settings(Map.of(), environment);
        if (Stores.isMissing(settings.db())) {
            // Opening it would make an empty one, and find that all is well.
            throw CommandFailedException.broken("There is no database at " + Stores.describe(settings.db()));
        }
        try (Store store = Stores.open(settings)) {
            IntegrityReport report = store.reads().integrity();
            print(report);
            return report.consistent() ? 0 : Errors.FAILED;
        }
    }

    private void print(IntegrityReport report) {
        for (Drift drift : report.drift()) {
            console.line(String.format(
                    "%s %s %s: the bookings hold %,d rooms, the night says %,d",
                    console.mark(false), drift.roomTypeId(), drift.date(), drift.counted(), drift.recorded()));
        }
        String counted =
                String.format("%,d nights against %,d live bookings", report.nightsChecked(), report.bookingsChecked());
        console.line(
                report.consistent()
                        ? console.mark(true) + " Consistent: " + counted
                        : String.format("%,d of %s are wrong", report.drift().size(), counted));
    }
}

package dev.lastroom.proof.settings;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.engine.command.SetupCommand.SaveProperty;
import dev.lastroom.engine.outcome.Outcome.Failed;
import dev.lastroom.engine.store.StoreException;
import dev.lastroom.proof.network.Storm;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.store.testkit.database.PgBouncer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An administrator gives a database settings that no program likes, on a server whose commits are not durable. Two
 * servers book in it, one locking and one optimistic, and users ask both for more holds than they may have. Then
 * PostgreSQL is stopped at once, and everything acknowledged must be there. A setting that no session can override
 * must be refused or warned of, by name.
 */
public final class SettingsTrial implements Trial {

    private static final Duration STORM = Duration.ofSeconds(5);
    private static final Duration QUICK_STORM = Duration.ofMillis(300);
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final int HOLDERS = 12;

    private static final List<String> WARNED_OF = List.of("fsync", "full_page_writes");

    /** Applied one after the other; a store must name the last one too. */
    private static final List<UnsafeSetting> REFUSALS = List.of(
            new UnsafeSetting("ALTER DATABASE %s SET default_transaction_read_only = on", "read-only"),
            new UnsafeSetting("ALTER DATABASE %s RESET default_transaction_read_only", "nothing"),
            new UnsafeSetting("ALTER TABLE night DROP CONSTRAINT night_not_oversold", "night_not_oversold"),
            new UnsafeSetting("ALTER TABLE idempotency_key SET UNLOGGED", "idempotency_key"),
            new UnsafeSetting("ALTER DATABASE %s SET session_replication_role = replica", "session_replication_role"));

    private final String store;
    private final boolean pooled;
    private final Set<Administrator> administrators;

    private SettingsTrial(String store, boolean pooled, Set<Administrator> administrators) {
        this.store = store;
        this.pooled = pooled;
        this.administrators = administrators;
    }

    /** Connects directly to PostgreSQL. */
    public static SettingsTrial postgres() {
        return new SettingsTrial("postgres", false, EnumSet.allOf(Administrator.class));
    }

    /** Connects through PgBouncer, where a session's settings would reach other sessions. */
    public static SettingsTrial pgbouncer() {
        return new SettingsTrial(
                "pgbouncer",
                true,
                EnumSet.of(Administrator.REPEATABLE_READ, Administrator.SHORT_TIMEOUTS, Administrator.NOT_DURABLE));
    }

    /** The same trial for some administrators only. */
    SettingsTrial with(Set<Administrator> some) {
        return new SettingsTrial(store, pooled, some);
    }

    @Override
    public String name() {
        return "settings, " + store;
    }

    @Override
    public @Nullable String obstacle() {
        return pooled && !PgBouncer.isInstalled() ? PgBouncer.MISSING : null;
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (Warnings warnings = new Warnings();
                AdministeredPostgres server = new AdministeredPostgres(pooled)) {
            // All databases come before the first storm: making a database flushes to disk what was committed in
            // others.
            for (Administrator administrator : administrators) {
                server.create(administrator);
            }
            Map<Administrator, Played> played = new EnumMap<>(Administrator.class);
            for (Administrator administrator : administrators) {
                progress.accept(administrator.database());
                played.put(administrator, play(server, administrator, quick ? QUICK_STORM : STORM, random.split()));
            }
            server.stopAtOnceAndStart();
            List<TrialTally> tallies = new ArrayList<>();
            for (Map.Entry<Administrator, Played> one : played.entrySet()) {
                tallies.add(check(server, one.getKey(), one.getValue()));
            }
            tallies.add(refusals(server, administrators.iterator().next().database()));
            tallies.add(warnings(warnings));
            return TrialTally.sum(tallies);
        }
    }

    /** The bookings and holds of one database. */
    private record Played(Storm storm, HoldLimit holds) {}

    private static Played play(
            AdministeredPostgres server, Administrator administrator, Duration length, SplittableRandom random)
            throws InterruptedException {
        String database = administrator.database();
        try (BookingEngine locking = server.engine(database, false);
                BookingEngine optimistic = server.engine(database, true)) {
            List<BookingEngine> servers = List.of(locking, optimistic);
            HoldLimit holds = new HoldLimit();
            holds.open(locking);
            Storm storm = new Storm(database, servers, random);
            holds.play(servers, HOLDERS);
            Thread.sleep(length);
            storm.stop(WAIT_MAX);
            return new Played(storm, holds);
        }
    }

    private static TrialTally check(AdministeredPostgres server, Administrator administrator, Played played) {
        try (BookingEngine engine = server.engine(administrator.database(), false)) {
            long broken = played.holds().broken(engine);
            if (broken > 0) {
                played.storm().find(administrator.database() + ": " + broken + " users have more holds than allowed");
            }
            if (played.holds().holding(engine) == 0) {
                played.storm().find(administrator.database() + ": no user has a hold, so no limit was tested");
            }
            return played.storm().check(engine, administrator.settings(), WAIT_MAX);
        }
    }

    /** Breaks a database in one way after another. */
    private TrialTally refusals(AdministeredPostgres server, String database) throws SQLException {
        List<String> findings = new ArrayList<>();
        // A pooler keeps its existing sessions, with the settings from when they began.
        List<UnsafeSetting> refusals = pooled ? List.of() : REFUSALS;
        for (UnsafeSetting refusal : refusals) {
            server.run(database, refusal.change().replace("%s", database));
            String said = said(server, database);
            if (!said.contains(refusal.named())) {
                findings.add("After " + refusal.change() + " a store says: " + said);
            }
        }
        return found(refusals.size(), findings);
    }

    /** The message of a store that does not open, or does not book. */
    private static String said(AdministeredPostgres server, String database) {
        try (BookingEngine engine = server.engine(database, false)) {
            return engine.submit(SaveProperty.of("late", "Late Hotel", "UTC", "EUR"))
                            instanceof Failed(var _, String message, var _)
                    ? message
                    : "nothing";
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static TrialTally warnings(Warnings warnings) {
        return found(
                WARNED_OF.size(),
                WARNED_OF.stream()
                        .filter(setting -> !warnings.name(setting))
                        .map(setting -> "A store does not warn about " + setting)
                        .toList());
    }

    private static TrialTally found(int faults, List<String> findings) {
        return new TrialTally(faults, 0, 0, 0, 0, 0, 0, Duration.ZERO, findings);
    }
}

package dev.lastroom.store.jdbc;

import dev.lastroom.engine.outcome.Failure;
import dev.lastroom.engine.store.StoreException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/** Brings a database to this program's schema, by the versioned files in the store's resources. */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies the missing migrations, and refuses unknown ones.
     *
     * @param location where the files are on the class path
     * @throws StoreException saying why and what to do, if the schema is newer than this program, changed by hand, or
     *     cannot be migrated
     */
    public static void migrate(DataSource database, String location, Remedies remedies) {
        try {
            Flyway flyway = flyway(database, location);
            MigrationInfoService schema = flyway.info();
            refuseNewer(schema);
            refuseOthers(schema);
            // This check makes a start a tenth of a second faster than leaving it to Flyway.
            if (!Arrays.stream(schema.all()).allMatch(Migrations::isApplied)) {
                flyway.migrate();
            }
        } catch (FlywayException e) {
            throw notUpToDate(why(e, remedies), e);
        }
    }

    /** Makes the exception for a schema that stays as it is; the reason ends with what to do. */
    public static StoreException notUpToDate(@Nullable String why, @Nullable Exception cause) {
        return new StoreException(
                Failure.STORE_UNAVAILABLE, "The database schema cannot be brought up to date: " + why, cause);
    }

    private static @Nullable String why(FlywayException e, Remedies remedies) {
        if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return remedies.notEmpty();
        }
        Throwable cause = e;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException refused
                ? remedies.refused(refused).orElseGet(refused::getMessage)
                : e.getMessage();
    }

    /**
     * Returns the version of a database's schema, without changing it.
     *
     * @throws StoreException if it is newer than this program, or there is none
     */
    public static String version(DataSource database, String location) {
        try {
            Flyway flyway = flyway(database, location);
            MigrationInfoService schema = flyway.info();
            refuseNewer(schema);
            MigrationInfo current = schema.current();
            if (current == null) {
                throw new StoreException(Failure.STORE_UNAVAILABLE, "The database has no Lastroom schema", null);
            }
            return String.valueOf(current.getVersion());
        } catch (FlywayException e) {
            throw new StoreException(Failure.STORE_UNAVAILABLE, "The database schema cannot be read", e);
        }
    }

    private static Flyway flyway(DataSource database, String location) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:" + location)
                .failOnMissingLocations(true)
                .load();
    }

    private static boolean isApplied(MigrationInfo migration) {
        return migration.getState() == MigrationState.SUCCESS
                && migration.isChecksumMatching()
                && migration.isDescriptionMatching()
                && migration.isTypeMatching();
    }

    private static void refuseNewer(MigrationInfoService schema) {
        Map<Boolean, List<MigrationInfo>> newer = Arrays.stream(schema.all())
                .collect(Collectors.partitioningBy(m -> m.getState() == MigrationState.FUTURE_SUCCESS));
        List<MigrationInfo> unknown = newer.getOrDefault(true, List.of());
        List<MigrationInfo> known = newer.getOrDefault(false, List.of());
        if (!unknown.isEmpty()) {
            throw new StoreException(
                    Failure.STORE_UNAVAILABLE,
                    "The database has schema version " + last(unknown) + ", but this program knows only versions up to "
                            + last(known) + ": use a newer Lastroom",
                    null);
        }
    }

    private static void refuseOthers(MigrationInfoService schema) {
        List<String> others = Arrays.stream(schema.all())
                .filter(migration -> migration.getState().isApplied() && !isApplied(migration))
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();
        if (!others.isEmpty()) {
            throw notUpToDate(
                    "its migrations differ from this program's in these versions: " + String.join(", ", others)
                            + ". Use the Lastroom that made it, or another database",
                    null);
        }
    }

    private static String last(List<MigrationInfo> migrations) {
        return migrations.isEmpty()
                ? "none"
                : String.valueOf(migrations.getLast().getVersion());
    }
}

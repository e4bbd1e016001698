package dev.lastroom.store.jdbc;

import dev.lastroom.engine.booking.Failure;
import dev.lastroom.engine.store.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the schema of this program, by the versioned files in the store's resources. */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing, and refuses what it does not know.
     *
     * @param location where the files are on the class path
     * @throws StoreException if the schema is newer than this program, changed by hand, or cannot be migrated
     */
    public static void migrate(DataSource database, String location) {
        try {
            Flyway flyway = flyway(database, location);
            MigrationInfoService schema = flyway.info();
            refuseNewer(schema);
            // To look whether a migration is due costs a start a tenth of a second less than to have Flyway find that
            // out.
            if (!Arrays.stream(schema.all()).allMatch(Migrations::isApplied)) {
                flyway.migrate();
            }
        } catch (FlywayException e) {
            throw new StoreException(Failure.STORE_UNAVAILABLE, "The database schema cannot be brought up to date", e);
        }
    }

    /**
     * The version of the schema that a database has, which this changes nothing about.
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
                throw new StoreException(Failure.STORE_UNAVAILABLE, "The database has no schema of Lastroom", null);
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
                    "The database has schema version " + last(unknown) + ", but this program knows versions up to "
                            + last(known) + " only: use a newer Lastroom",
                    null);
        }
    }

    private static String last(List<MigrationInfo> migrations) {
        return migrations.isEmpty()
                ? "none"
                : String.valueOf(migrations.getLast().getVersion());
    }
}

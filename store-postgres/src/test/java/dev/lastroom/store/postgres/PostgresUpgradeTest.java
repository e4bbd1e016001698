package dev.lastroom.store.postgres;

import dev.lastroom.store.testkit.UpgradeContract;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Writes the fixture of this version, once for each release. The testing guide says how. */
class PostgresUpgradeTest {

    /** Uses the machine's pg_dump, and leaves out the lines meant for psql. */
    @Test
    @EnabledIfSystemProperty(named = "lastroom.fixture", matches = ".+")
    void writeTheFixtureOfThisVersion(@TempDir Path folder) throws Exception {
        try (InstalledPostgres postgres = InstalledPostgres.start(folder)) {
            postgres.run("createuser", "lastroom");
            postgres.run("createdb", "--owner=lastroom", "lastroom");
            UpgradeContract.aDay(PostgresStore.open(PostgresSettings.of(postgres.url("lastroom"))));
            String dump = postgres.run("pg_dump", "--inserts", "--no-owner", "--no-privileges", "lastroom");
            UpgradeContract.writeFixture(dump.lines()
                    .filter(Predicate.not(line -> line.startsWith("\\") || line.startsWith("--") || line.isEmpty()))
                    .collect(Collectors.joining("\n", "", "\n")));
        }
    }
}

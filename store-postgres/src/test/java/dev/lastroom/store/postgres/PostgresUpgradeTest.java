package dev.lastroom.store.postgres;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.TestDatabase;
import dev.lastroom.store.testkit.UpgradeContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class PostgresUpgradeTest extends UpgradeContract {

    @TempDir
    private Path folder;

    @Override
    protected TestDatabase database() {
        return PostgresDatabase.empty();
    }

    /** Uses the machine's pg_dump, and leaves out the lines meant for psql. */
    @Override
    protected String dumpAfter(Consumer<Store> day) throws Exception {
        try (InstalledPostgres postgres = InstalledPostgres.start(folder)) {
            postgres.run("createuser", "lastroom");
            postgres.run("createdb", "--owner=lastroom", "lastroom");
            day.accept(PostgresStore.open(PostgresSettings.of(postgres.url("lastroom"))));
            String dump = postgres.run("pg_dump", "--inserts", "--no-owner", "--no-privileges", "lastroom");
            return dump.lines()
                    .filter(Predicate.not(line -> line.startsWith("\\") || line.startsWith("--") || line.isEmpty()))
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    @Override
    protected void load(TestDatabase database, String sql) throws SQLException {
        database.execute(sql);
    }
}

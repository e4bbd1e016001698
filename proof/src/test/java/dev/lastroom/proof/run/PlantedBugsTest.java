package dev.lastroom.proof.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.store.Store;
import dev.lastroom.proof.check.HistoryChecker;
import dev.lastroom.proof.check.Verdict;
import dev.lastroom.proof.check.Verdict.Broken;
import dev.lastroom.proof.check.Verdict.Explained;
import dev.lastroom.proof.store.Flaw;
import dev.lastroom.proof.store.FlawedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker is worth something only if it rejects the work of broken stores. Here they race on a real PostgreSQL. */
class PlantedBugsTest {

    /** A race may end well by chance, so a broken store gets several. Most need one or two. */
    private static final int RACES_MAX = 150;

    private static final int RACES_OF_THE_CONTROL = 15;

    private static final long SEEDS = 1_000_000_000;
    private static final int CLIENTS = 6;
    private static final int COMMANDS = 10;
    private static final int NIGHTS_MIN = 2;

    @ParameterizedTest
    @EnumSource
    void theCheckerRejectsTheWorkOfABrokenStore(Flaw flaw) throws Exception {
        // The seed of the first race. Each race adds one. A seed decides the requests, not which of them comes first.
        long seed = ThreadLocalRandom.current().nextLong(SEEDS);
        List<Verdict> verdicts = new ArrayList<>();
        do {
            verdicts.add(race(seed + verdicts.size(), Set.of(flaw)));
        } while (!verdicts.getLast().isBroken() && verdicts.size() < RACES_MAX);

        assertThat(verdicts.getLast()).isInstanceOfSatisfying(Broken.class, broken -> {
            System.out.println(flaw + ", seed " + seed + ", after " + verdicts.size() + " races: " + broken.reasons());
            assertThat(broken.reasons()).isNotEmpty();
        });
    }

    /** The negative control: the same races on the same store without a flaw. */
    @Test
    void theCheckerAcceptsTheWorkOfTheSameStoreWithoutFlaws() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(SEEDS);
        for (int i = 0; i < RACES_OF_THE_CONTROL; i++) {
            assertThat(race(seed + i, Set.of())).as("seed %d", seed + i).isInstanceOf(Explained.class);
        }
    }

    private static Verdict race(long seed, Set<Flaw> flaws) throws Exception {
        Beds.POSTGRES.wipe();
        List<FlawedStore> stores = new ArrayList<>();
        try (Store real = Beds.POSTGRES.open()) {
            for (int i = 0; i < CLIENTS; i++) {
                stores.add(new FlawedStore(real, Beds.POSTGRES.url(), flaws));
            }
            SplittableRandom random = new SplittableRandom(seed);
            Bookings play = new Bookings(seed, SmallHotel.random(random, NIGHTS_MIN));
            new Race(random, play).play(stores, false, CLIENTS, COMMANDS, 0);
            return HistoryChecker.DEFAULT.check(play.history(real.reads()));
        } finally {
            stores.forEach(FlawedStore::close);
        }
    }
}

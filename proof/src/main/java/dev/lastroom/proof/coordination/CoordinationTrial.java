package dev.lastroom.proof.coordination;

import dev.lastroom.engine.BookingEngine;
import dev.lastroom.proof.network.Storm;
import dev.lastroom.proof.prove.Trial;
import dev.lastroom.proof.prove.TrialTally;
import dev.lastroom.store.testkit.coordination.LocalRedis;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two servers sell one room type on a real, durable PostgreSQL and take turns by leases on a real Redis, which fails in
 * every way. Bookings must go on, and so must leases once Redis is well again.
 */
public final class CoordinationTrial implements Trial {

    /** How soon bookings must go on during a fault, and leases be given after it. */
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(5);

    private static final Duration STALL_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Duration QUICK_LENGTH = Duration.ofSeconds(2);
    private static final int ROUNDS = 2;
    private static final long LOOK_NANOS = 5_000_000;

    @Override
    public String name() {
        return "coordination, Redis";
    }

    @Override
    public @Nullable String obstacle() {
        return LocalRedis.isInstalled() ? null : LocalRedis.MISSING;
    }

    @Override
    public TrialTally run(long seed, boolean quick, Consumer<String> progress) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<RedisFault> faults = new ArrayList<>();
        for (int i = 0; i < (quick ? 1 : ROUNDS); i++) {
            List<RedisFault> round = new ArrayList<>(List.of(RedisFault.values()));
            Collections.shuffle(round, Random.from(random));
            faults.addAll(round);
        }
        return play(faults, quick, random, progress);
    }

    private static TrialTally play(
            List<RedisFault> faults, boolean quick, SplittableRandom random, Consumer<String> progress)
            throws Exception {
        try (EmbeddedPostgres database = startDatabase();
                LocalRedis redis = LocalRedis.start();
                LocalRedis otherRedis = LocalRedis.start();
                CoordinatedServer one = CoordinatedServer.open(database.getPort(), redis, otherRedis);
                CoordinatedServer two = CoordinatedServer.open(database.getPort(), redis, otherRedis)) {
            List<BookingEngine> engines = List.of(one.engine(), two.engine());
            Storm storm = Storm.hot("coordination", engines, random);
            awaitLeases("the start", one, two, storm);
            for (RedisFault fault : faults) {
                String name = fault.name().toLowerCase(Locale.ROOT);
                progress.accept(name);
                begin(fault, redis, two);
                long end = System.nanoTime() + length(fault, quick).toNanos();
                do {
                    if (fault == RedisFault.EMPTIED) {
                        redis.empty();
                    }
                    long before = storm.acknowledged();
                    await("A booking while Redis is " + name, () -> storm.acknowledged() > before, storm);
                } while (System.nanoTime() < end);
                end(fault, redis, two);
                awaitLeases("Redis was " + name, one, two, storm);
            }
            storm.stop(STALL_MAX);
            return storm.check(one.engine(), faults.size(), STALL_MAX);
        }
    }

    private static Duration length(RedisFault fault, boolean quick) {
        if (quick) {
            return QUICK_LENGTH;
        }
        return fault == RedisFault.PAUSED ? PAUSE : LENGTH;
    }

    private static void begin(RedisFault fault, LocalRedis redis, CoordinatedServer two) throws Exception {
        switch (fault) {
            case KILLED -> redis.kill();
            case PAUSED -> redis.pause();
            case EMPTIED -> redis.empty();
            case SPLIT -> two.useOtherRedis();
            case LYING -> two.useLiar();
        }
    }

    private static void end(RedisFault fault, LocalRedis redis, CoordinatedServer two) throws Exception {
        switch (fault) {
            case KILLED -> redis.startAgain();
            case PAUSED -> redis.resume();
            case EMPTIED -> {}
            case SPLIT, LYING -> two.useUsualRedis();
        }
    }

    /** Waits until both servers have a lease in turn. */
    private static void awaitLeases(String after, CoordinatedServer one, CoordinatedServer two, Storm storm) {
        for (CoordinatedServer server : List.of(one, two)) {
            long before = server.leases();
            await("A lease after " + after, () -> server.leases() > before, storm);
        }
    }

    private static void await(String what, BooleanSupplier happened, Storm storm) {
        long end = System.nanoTime() + RECOVERY_MAX.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                storm.find(what + " took more than " + RECOVERY_MAX.toSeconds() + " s");
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }
}

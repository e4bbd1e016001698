package dev.lastroom.proof.run;

import dev.lastroom.proof.store.ModelBed;
import dev.lastroom.proof.store.PostgresBed;
import dev.lastroom.proof.store.SqliteBed;
import dev.lastroom.proof.store.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** One of each kind of database for all tests of a JVM. They end with the JVM. */
public final class Beds {

    public static final TestBed MODEL = new ModelBed();
    public static final TestBed SQLITE;
    public static final PostgresBed POSTGRES;
    public static final TestBed OPTIMISTIC;

    /** All of them. */
    public static final List<TestBed> ALL;

    static {
        try {
            SQLITE = new SqliteBed();
            POSTGRES = new PostgresBed(false);
            OPTIMISTIC = new PostgresBed(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ALL = List.of(MODEL, SQLITE, POSTGRES, OPTIMISTIC);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(TestBed::close)));
    }

    private Beds() {}
}

package dev.lastroom.store.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

/** A test class that says which store is tested. Its tests, and those nested in it, may ask for a {@link TestDatabase}. */
@ExtendWith(FreshDatabase.class)
public interface TestedStore {

    /** Makes a fresh database. */
    TestDatabase database();
}

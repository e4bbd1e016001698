package dev.lastroom.store.testkit.database;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test class of a store. Its tests, and those nested in it, may have parameters of type {@link TestDatabase}. Where
 * tests run in parallel, nested classes do, and the tests of each run in order.
 */
@ExtendWith(FreshDatabase.class)
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(MethodOrderer.MethodName.class)
public interface TestedStore {

    /** Makes a fresh database. */
    TestDatabase database();
}

package dev.lastroom.store.testkit.database;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** Gives a test a fresh database of the store that is tested, and closes it after the test. */
final class FreshDatabase extends TypeBasedParameterResolver<TestDatabase> {

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext test) {
        TestDatabase database = test.getRequiredTestInstances()
                .findInstance(TestedStore.class)
                .orElseThrow()
                .database();
        test.getStore(Namespace.create(FreshDatabase.class)).put(database, database);
        return database;
    }
}

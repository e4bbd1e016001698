package dev.lastroom.proof.store;

import dev.lastroom.engine.store.Store;
import dev.lastroom.store.testkit.model.ModelStore;

/** The in-memory model. It is fast, so many seeds can test everything except SQL. */
public final class ModelBed implements TestBed {

    private ModelStore model = new ModelStore();

    @Override
    public String name() {
        return "model";
    }

    @Override
    public void wipe() {
        model = new ModelStore();
    }

    @Override
    public Store open() {
        return model;
    }

    @Override
    public boolean planted() {
        return false;
    }

    @Override
    public void close() {}
}

package dev.lastroom.engine.rules;

import dev.lastroom.engine.store.LockWait;

/** Breaks a rule of the architecture, so that it is seen to fail: a rule that knows of stores. Never run. */
public final class ImpureRule {

    static final LockWait WAIT = LockWait.FULL;

    private ImpureRule() {}
}

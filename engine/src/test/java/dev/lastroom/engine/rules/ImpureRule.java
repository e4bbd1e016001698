package dev.lastroom.engine.rules;

import dev.lastroom.engine.store.LockWait;

/** Breaks an architecture rule, to show that it can fail: a rule that knows about stores. Never run. */
public final class ImpureRule {

    static final LockWait WAIT = LockWait.FULL;

    private ImpureRule() {}
}

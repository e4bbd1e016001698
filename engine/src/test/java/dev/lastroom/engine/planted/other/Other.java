package dev.lastroom.engine.planted.other;

import dev.lastroom.engine.planted.Planted;

/** The other half of a circle of packages, planted so that the rule against them is seen to fail. */
public record Other(Planted.Circular circular) {}

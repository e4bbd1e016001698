package dev.lastroom.engine.planted.other;

import dev.lastroom.engine.planted.Planted;

/** The other half of a package cycle, planted to show that the rule against cycles can fail. */
public record Other(Planted.Circular circular) {}

package dev.lastroom.server.circle.other;

import dev.lastroom.server.circle.one.One;

/** One half of a circle of packages, planted so that the rule against circles is seen to fail. */
public record Other(One other) {}

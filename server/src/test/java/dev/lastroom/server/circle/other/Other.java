package dev.lastroom.server.circle.other;

import dev.lastroom.server.circle.one.One;

/** One half of a cycle of packages, planted to show that the rule against cycles fails. */
public record Other(One other) {}

package dev.lastroom.server.circle.one;

import dev.lastroom.server.circle.other.Other;

/** One half of a cycle of packages, planted to show that the rule against cycles fails. */
public record One(Other other) {}

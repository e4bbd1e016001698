package dev.lastroom.server.circle.one;

import dev.lastroom.server.circle.other.Other;

/** One half of a circle of packages, planted so that the rule against circles is seen to fail. */
public record One(Other other) {}

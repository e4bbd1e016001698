/** Metrics of the engine. */
@NullMarked
package dev.lastroom.server.metrics;

import org.jspecify.annotations.NullMarked;
